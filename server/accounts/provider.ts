import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { genericOAuth } from 'better-auth/plugins';
import { recordAudit } from '../audit/index.ts';
import type { Clock } from '../base/index.ts';
import type { Config } from '../config/index.ts';
import type { Store, UserRole } from '../store/index.ts';
import { callAuth, headersOf } from './call-auth.ts';
import { authOptions, type CreateAuthInput } from './create-auth.ts';
import type { AccountsDeps, Caller, WithCookies } from './types.ts';

const PROVIDER_ID = 'oidc';

export type ProviderSettings = NonNullable<Config['signIn']['provider']>;

export type Provider = {
  /** As people call it, on the button. */
  name: string;
  auth(): ReturnType<typeof createProviderAuth>;
};

type ProviderInput = CreateAuthInput & { clock: Clock; provider: ProviderSettings };

/**
 * The organisation's own sign-in (OIDC). It stands apart from the rest, and is asked for its addresses with the first
 * sign-in: one that does not answer keeps nobody from signing in with a password.
 */
export function openProvider(input: ProviderInput): Provider {
  let auth: ReturnType<typeof createProviderAuth> | undefined;
  return {
    name: input.provider.name,
    auth: () => {
      auth ??= createProviderAuth(input);
      return auth;
    },
  };
}

/** Where to send the browser. @throws AppError `not_found` when no provider is set up */
export async function startProviderSignIn(
  { provider }: Pick<AccountsDeps, 'provider'>,
  { consoleUrl, caller }: { consoleUrl: string; caller: Caller },
): Promise<WithCookies<{ url: string }> | undefined> {
  if (provider === undefined) return undefined;
  const body = {
    provider: PROVIDER_ID,
    callbackURL: consoleUrl,
    errorCallbackURL: `${consoleUrl}?refused=1`,
    disableRedirect: true,
  };
  const { response, cookies } = await callAuth(
    provider.auth().api.signInSocial({ body, headers: headersOf(caller), returnHeaders: true }),
  );
  return { url: response.url ?? consoleUrl, cookies };
}

/** What the provider sends the browser back with: a redirect into the console, signed in or refused. */
export async function finishProviderSignIn(
  { provider }: Pick<AccountsDeps, 'provider'>,
  { query, caller }: { query: Record<string, string>; caller: Caller },
): Promise<Response | undefined> {
  return provider?.auth().api.callbackOAuth({
    method: 'GET',
    params: { id: PROVIDER_ID },
    query,
    headers: headersOf(caller),
    asResponse: true,
  });
}

function createProviderAuth(input: ProviderInput) {
  const { provider, store, clock } = input;
  const options = authOptions(input);
  return betterAuth({
    ...options,
    onAPIError: { errorURL: `${input.publicUrl}/console/?refused=1` },
    databaseHooks: {
      session: {
        create: {
          ...options.databaseHooks.session.create,
          after: ({ userId }) => note(store, clock, 'signInWithProvider', userId),
        },
      },
      user: {
        create: {
          before: async (user) => ({ data: { ...user, role: await roleOf(input, user), disabledAt: null } }),
          after: (user) => useInvitation(input, user),
        },
      },
    },
    plugins: [
      genericOAuth({
        config: [
          {
            providerId: PROVIDER_ID,
            discoveryUrl: `${provider.issuer}/.well-known/openid-configuration`,
            requireIdTokenVerification: true,
            clientId: provider.clientId,
            ...(provider.clientSecret === undefined ? {} : { clientSecret: provider.clientSecret }),
            scopes: ['openid', 'email', 'profile'],
            mapProfileToUser: (profile) => ({
              name: String(profile['name'] ?? profile['preferred_username'] ?? profile.email ?? ''),
              ...(provider.trustEmail ? { emailVerified: true } : {}),
            }),
          },
        ],
      }),
    ],
  } satisfies BetterAuthOptions);
}

type NewUser = { email: string; emailVerified: boolean };

/** Of an invitation that waits for this address, else the one for all newcomers. Without either nobody comes in. */
async function roleOf({ store, clock, provider }: ProviderInput, user: NewUser): Promise<UserRole> {
  if (!user.emailVerified) {
    throw new APIError('FORBIDDEN', { code: 'EMAIL_NOT_VERIFIED', message: 'The address is not verified.' });
  }
  const role = (await findInvitation(store, clock, user.email))?.role ?? provider.role;
  if (role !== undefined) return role;
  throw new APIError('FORBIDDEN', { code: 'NOT_INVITED', message: 'Nobody invited this address.' });
}

async function useInvitation(
  { store, clock }: ProviderInput,
  user: { id: string; email: string; role?: unknown },
): Promise<void> {
  const at = clock.now();
  const invitation = await findInvitation(store, clock, user.email);
  await store.transact(async (tx) => {
    if (invitation) {
      await tx.updateTable('invitations').set({ used_at: at }).where('id', '=', invitation.id).execute();
    }
    const subject = `user:${user.id}`;
    const details = { through: 'provider', invitation: invitation?.id ?? null };
    await recordAudit(tx, { at, actor: subject, verb: 'acceptInvitation', subject, details });
  });
}

function findInvitation({ db }: Store, clock: Clock, email: string) {
  return db
    .selectFrom('invitations')
    .select(['id', 'role'])
    .where('email', '=', email.toLowerCase())
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', clock.now())
    .executeTakeFirst();
}

async function note(store: Store, clock: Clock, verb: string, userId: string): Promise<void> {
  const subject = `user:${userId}`;
  await recordAudit(store.db, { at: clock.now(), actor: subject, verb, subject });
}
