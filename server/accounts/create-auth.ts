import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { twoFactor } from 'better-auth/plugins';
import { type Log, newId } from '../base/index.ts';
import type { Store } from '../store/index.ts';
import { MAX_PASSWORD_CHARACTERS, MIN_PASSWORD_CHARACTERS } from './password-rules.ts';

const SESSION_SECONDS = 7 * 24 * 3600;
/** A session in use is prolonged once a day. */
const PROLONG_SECONDS = 24 * 3600;
/** How the caller's address reaches the library; set by `call-auth.ts` alone, never by a client. */
export const ADDRESS_HEADER = 'x-foyer-address';

export type CreateAuthInput = {
  store: Store;
  log: Log;
  /** Signs cookies, encrypts second factors. */
  secret: string;
  /** Where browsers reach this server; `https` makes cookies `Secure`. */
  publicUrl: string;
};

/** The library, bound to our tables. Its own routes are not served: ours call its functions one by one. */
export function createAuth(input: CreateAuthInput) {
  return betterAuth({
    ...authOptions(input),
    plugins: [twoFactor({ issuer: 'Foyer', schema: twoFactorTable })],
  });
}

export type Auth = ReturnType<typeof createAuth>;

/** What every way to sign in has in common. */
export function authOptions({ store, log, secret, publicUrl }: CreateAuthInput) {
  return {
    appName: 'Foyer',
    secret,
    baseURL: publicUrl,
    basePath: '/api/account',
    telemetry: { enabled: false },
    database: { db: store.db, type: store.dialect },
    logger: {
      log: (level: string, message: string) =>
        log[level === 'error' ? 'error' : 'debug']('accounts', { message }),
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_CHARACTERS,
      maxPasswordLength: MAX_PASSWORD_CHARACTERS,
      revokeSessionsOnPasswordReset: true,
    },
    user: userTable,
    session: sessionTable,
    account: loginTable,
    verification: verificationTable,
    databaseHooks: {
      session: { create: { before: (session: { userId: string }) => refuseDisabled(store, session.userId) } },
    },
    advanced: {
      cookiePrefix: 'foyer',
      useSecureCookies: publicUrl.startsWith('https:'),
      cookies: { session_token: { attributes: { sameSite: 'strict' } } },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: ({ model }: { model: string }) => newId(model) },
    },
  } satisfies BetterAuthOptions;
}

const times = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;

const userTable = {
  modelName: 'users',
  fields: { emailVerified: 'email_verified', ...times },
  additionalFields: {
    // Never absent; but only a hook says it when the library makes a person, after it has looked.
    role: { type: 'string', required: false, input: false },
    disabledAt: { type: 'number', required: false, input: false, bigint: true, fieldName: 'disabled_at' },
  },
} as const satisfies BetterAuthOptions['user'];

const sessionTable = {
  modelName: 'user_sessions',
  fields: {
    userId: 'user_id',
    expiresAt: 'expires_at',
    ipAddress: 'ip_address',
    userAgent: 'user_agent',
    ...times,
  },
  expiresIn: SESSION_SECONDS,
  updateAge: PROLONG_SECONDS,
} as const satisfies BetterAuthOptions['session'];

const loginTable = {
  modelName: 'user_logins',
  fields: {
    userId: 'user_id',
    accountId: 'account_id',
    providerId: 'provider_id',
    accessToken: 'access_token',
    refreshToken: 'refresh_token',
    idToken: 'id_token',
    accessTokenExpiresAt: 'access_token_expires_at',
    refreshTokenExpiresAt: 'refresh_token_expires_at',
    ...times,
  },
} as const satisfies BetterAuthOptions['account'];

const verificationTable = {
  modelName: 'user_verifications',
  fields: { expiresAt: 'expires_at', ...times },
  storeIdentifier: 'hashed',
} as const satisfies BetterAuthOptions['verification'];

const twoFactorTable = {
  user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
  twoFactor: {
    modelName: 'user_two_factors',
    fields: {
      userId: 'user_id',
      backupCodes: 'backup_codes',
      failedVerificationCount: 'failed_verification_count',
      lockedUntil: 'locked_until',
    },
  },
} as const;

/** Every way to sign in makes a session, so here nobody slips by. */
async function refuseDisabled(store: Store, userId: string): Promise<void> {
  const user = await store.db
    .selectFrom('users')
    .select('disabled_at')
    .where('id', '=', userId)
    .executeTakeFirst();
  if (user?.disabled_at === null) return;
  throw new APIError('FORBIDDEN', { code: 'ACCOUNT_DISABLED', message: 'This account is disabled.' });
}
