/** On SQLite ISO text, on PostgreSQL a `Date`: `storedTime` and `storedFlag` make what each engine takes. */
type StoredTime = string | Date;
type StoredFlag = number | boolean;

export type UserRole = 'owner' | 'admin' | 'editor' | 'agent' | 'viewer';

export type UserTable = {
  id: string;
  name: string;
  /** In lower case. */
  email: string;
  email_verified: StoredFlag;
  image: string | null;
  role: UserRole;
  disabled_at: number | null;
  two_factor_enabled: StoredFlag | null;
  created_at: StoredTime;
  updated_at: StoredTime;
};

export type UserSessionTable = {
  id: string;
  user_id: string;
  /** Worth nothing without the signature that only the secret key makes. */
  token: string;
  expires_at: StoredTime;
  ip_address: string | null;
  user_agent: string | null;
  created_at: StoredTime;
  updated_at: StoredTime;
};

/** One way in: a password (`credential`), or an identity of the organisation's provider. */
export type UserLoginTable = {
  id: string;
  user_id: string;
  provider_id: string;
  account_id: string;
  /** scrypt, with its salt. */
  password: string | null;
  created_at: StoredTime;
  updated_at: StoredTime;
};

export type UserTwoFactorTable = { id: string; user_id: string };

export type InvitationTable = {
  id: string;
  /** SHA-256 of the link's token, hex. */
  token_hash: string;
  /** Null: the set-up of a first owner, who says it. */
  email: string | null;
  role: UserRole;
  /** An actor. */
  invited_by: string;
  created_at: number;
  expires_at: number;
  used_at: number | null;
  revoked_at: number | null;
};
