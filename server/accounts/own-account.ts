import { recordAudit } from '../audit/index.ts';
import { AppError } from '../base/index.ts';
import type { UserRole } from '../store/index.ts';
import { callAuth, headersOf } from './call-auth.ts';
import { checkPassword } from './password-rules.ts';
import type { AccountsDeps, Caller } from './types.ts';

export type Profile = {
  id: string;
  name: string;
  email: string;
  role: UserRole;
  secondFactor: boolean;
  /** False for those who only sign in through the organisation's provider. */
  password: boolean;
};

/** @throws AppError `not_found` */
export async function getProfile(
  { store }: Pick<AccountsDeps, 'store'>,
  { userId }: { userId: string },
): Promise<Profile> {
  const user = await store.db.selectFrom('users').selectAll().where('id', '=', userId).executeTakeFirst();
  if (!user) throw new AppError('not_found', 'There is no such account. Sign in again.');
  const logins = await store.db
    .selectFrom('user_logins')
    .select('provider_id')
    .where('user_id', '=', userId)
    .execute();
  const { id, name, email, role } = user;
  const password = logins.some(({ provider_id }) => provider_id === 'credential');
  return { id, name, email, role, secondFactor: Boolean(user.two_factor_enabled), password };
}

/** The name that colleagues and visitors see. */
export async function changeProfile(
  { store, clock }: Pick<AccountsDeps, 'store' | 'clock'>,
  { userId, name }: { userId: string; name: string },
): Promise<void> {
  await store.transact(async (tx) => {
    await tx.updateTable('users').set({ name: name.trim() }).where('id', '=', userId).execute();
    const subject = `user:${userId}`;
    const details = { fields: ['name'] };
    await recordAudit(tx, { at: clock.now(), actor: subject, verb: 'changeProfile', subject, details });
  });
}

/** Ends all other sessions too. @throws AppError `bad_request` for a wrong current or a weak new password */
export async function changePassword(
  { auth, store, clock }: AccountsDeps,
  input: { caller: Caller; userId: string; email: string; current: string; next: string },
): Promise<{ cookies: string[] }> {
  checkPassword(input.next, input);
  const body = { currentPassword: input.current, newPassword: input.next, revokeOtherSessions: true };
  const { cookies } = await callAuth(
    auth.api.changePassword({ body, headers: headersOf(input.caller), returnHeaders: true }),
  );
  const subject = `user:${input.userId}`;
  await recordAudit(store.db, { at: clock.now(), actor: subject, verb: 'changePassword', subject });
  return { cookies };
}
