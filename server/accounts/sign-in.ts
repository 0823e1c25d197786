import { recordAudit } from '../audit/index.ts';
import { callAuth, headersOf } from './call-auth.ts';
import type { AccountsDeps, Caller, WithCookies } from './types.ts';

export type SignInOutcome = 'signed-in' | 'second-factor';

/**
 * By password. `second-factor`: a code is wanted next, for ten minutes.
 * @throws AppError `unauthenticated`, the same for an unknown address and a wrong password; `forbidden` when disabled
 */
export async function signIn(
  deps: AccountsDeps,
  { email, password, caller }: { email: string; password: string; caller: Caller },
): Promise<WithCookies<{ outcome: SignInOutcome }>> {
  const body = { email: email.trim().toLowerCase(), password };
  try {
    const { response, cookies } = await callAuth(
      deps.auth.api.signInEmail({ body, headers: headersOf(caller), returnHeaders: true }),
    );
    if ('twoFactorRedirect' in response) return { outcome: 'second-factor', cookies };
    await note(deps, 'signIn', response.user.id);
    return { outcome: 'signed-in', cookies };
  } catch (thrown) {
    await noteFailure(deps, body.email);
    throw thrown;
  }
}

/** @throws AppError `bad_request` for a wrong code, `rate_limited` after five of them, `unauthenticated` too late */
export async function verifySecondFactor(
  deps: AccountsDeps,
  input: { code: string; kind: 'app' | 'backup'; trustDevice: boolean; caller: Caller },
): Promise<{ cookies: string[] }> {
  const { auth } = deps;
  const code = input.code.replace(/\s/g, '');
  const request = {
    body: { code, trustDevice: input.trustDevice },
    headers: headersOf(input.caller),
    returnHeaders: true as const,
  };
  const { response, cookies } =
    input.kind === 'app'
      ? await callAuth(auth.api.verifyTOTP(request))
      : await callAuth(auth.api.verifyBackupCode(request));
  await note(deps, input.kind === 'app' ? 'signIn' : 'signInWithBackupCode', response.user.id);
  return { cookies };
}

/** Ends the session of these cookies, if there is one. */
export async function signOut(
  deps: AccountsDeps,
  { caller, userId }: { caller: Caller; userId: string | undefined },
): Promise<{ cookies: string[] }> {
  const { cookies } = await callAuth(
    deps.auth.api.signOut({ headers: headersOf(caller), returnHeaders: true }),
  );
  if (userId !== undefined) await note(deps, 'signOut', userId);
  return { cookies };
}

async function note({ store, clock }: AccountsDeps, verb: string, userId: string): Promise<void> {
  const subject = `user:${userId}`;
  await recordAudit(store.db, { at: clock.now(), actor: subject, verb, subject });
}

/** Only for accounts there are: what strangers type is not kept. */
async function noteFailure({ store, clock }: AccountsDeps, email: string): Promise<void> {
  const user = await store.db.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst();
  if (!user) return;
  const entry = { at: clock.now(), actor: 'system:sign-in', verb: 'failSignIn', subject: `user:${user.id}` };
  await recordAudit(store.db, entry);
}
