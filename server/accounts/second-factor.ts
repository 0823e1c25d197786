import { recordAudit } from '../audit/index.ts';
import { InvariantError } from '../base/index.ts';
import { callAuth, headersOf } from './call-auth.ts';
import type { AccountsDeps, Caller } from './types.ts';

type Own = { caller: Caller; userId: string };

/**
 * Begins to set an authenticator app up; nothing is asked for until a first code has shown that it works.
 * @returns the address that the app reads as a picture, and the codes for a lost phone, told here and never again
 * @throws AppError `bad_request` for a wrong password, `conflict` when it is already on
 */
export async function startSecondFactor(
  { auth }: Pick<AccountsDeps, 'auth'>,
  { caller, password }: { caller: Caller; password: string },
): Promise<{ uri: string; backupCodes: string[] }> {
  const { response } = await callAuth(
    auth.api.enableTwoFactor({ body: { password }, headers: headersOf(caller), returnHeaders: true }),
  );
  return 'totpURI' in response ? { uri: response.totpURI, backupCodes: response.backupCodes } : never();
}

/** From here on a code is asked for at every sign-in with a password. @throws AppError `bad_request` */
export async function confirmSecondFactor(
  deps: AccountsDeps,
  { caller, userId, code }: Own & { code: string },
): Promise<{ cookies: string[] }> {
  const body = { code: code.replace(/\s/g, '') };
  const { cookies } = await callAuth(
    deps.auth.api.verifyTOTP({ body, headers: headersOf(caller), returnHeaders: true }),
  );
  await note(deps, 'enableSecondFactor', userId);
  return { cookies };
}

/** @throws AppError `bad_request` for a wrong password */
export async function stopSecondFactor(
  deps: AccountsDeps,
  { caller, userId, password }: Own & { password: string },
): Promise<{ cookies: string[] }> {
  const { cookies } = await callAuth(
    deps.auth.api.disableTwoFactor({ body: { password }, headers: headersOf(caller), returnHeaders: true }),
  );
  await note(deps, 'disableSecondFactor', userId);
  return { cookies };
}

/** New codes for a lost phone; the old ones end. @throws AppError `bad_request` for a wrong password */
export async function renewBackupCodes(
  deps: AccountsDeps,
  { caller, userId, password }: Own & { password: string },
): Promise<{ backupCodes: string[] }> {
  const { response } = await callAuth(
    deps.auth.api.generateBackupCodes({
      body: { password },
      headers: headersOf(caller),
      returnHeaders: true,
    }),
  );
  await note(deps, 'renewBackupCodes', userId);
  return { backupCodes: response.backupCodes };
}

async function note({ store, clock }: AccountsDeps, verb: string, userId: string): Promise<void> {
  const subject = `user:${userId}`;
  await recordAudit(store.db, { at: clock.now(), actor: subject, verb, subject });
}

function never(): never {
  throw new InvariantError('Only authenticator apps are set up.');
}
