export type IdentityKeyTable = {
  id: string;
  bot_id: string;
  name: string;
  algorithm: 'HS256' | 'ES256';
  /** JSON Web Key of an ES256 key. The secret of an HS256 key stands nowhere: it is derived from the id. */
  public_key: string | null;
  created_at: number;
  revoked_at: number | null;
};
