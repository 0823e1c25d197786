import { type Actor, authorise } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError, newSecret } from '../base/index.ts';
import { callAuth } from './call-auth.ts';
import { checkPassword } from './password-rules.ts';
import type { AccountsDeps } from './types.ts';

const RESET_MS = 3600 * 1000;

/**
 * The token of a link that sets a new password, once, within an hour.
 * @throws AppError `not_found`; `forbidden` for an owner's, unless an owner asks
 */
export async function makeResetLink(
  { store, clock, auth }: AccountsDeps,
  { actor, userId }: { actor: Actor; userId: string },
): Promise<{ token: string; expiresAt: number }> {
  const user = await store.db.selectFrom('users').select('role').where('id', '=', userId).executeTakeFirst();
  if (!user) throw new AppError('not_found', 'There is no such account. Load the page again.');
  if (user.role === 'owner') authorise(actor, 'team:own');
  const { token, expiresAt } = await createResetToken({ clock, auth }, userId);
  const subject = `user:${userId}`;
  await recordAudit(store.db, { at: clock.now(), actor: actor.id, verb: 'makeResetLink', subject });
  return { token, expiresAt };
}

/**
 * Sets the password that a reset link allows, and ends every session of the person. A second factor stays.
 * @throws AppError `bad_request` for a used or expired link or a weak password
 */
export async function resetPassword(
  { store, clock, auth }: AccountsDeps,
  { token, password }: { token: string; password: string },
): Promise<void> {
  const { internalAdapter } = await auth.$context;
  const found = await internalAdapter.findVerificationValue(`reset-password:${token}`);
  const user =
    found &&
    (await store.db
      .selectFrom('users')
      .select(['id', 'email'])
      .where('id', '=', found.value)
      .executeTakeFirst());
  if (user) checkPassword(password, user);
  await callAuth(auth.api.resetPassword({ body: { token, newPassword: password }, returnHeaders: true }));
  const subject = `user:${user?.id}`;
  await recordAudit(store.db, { at: clock.now(), actor: subject, verb: 'resetPassword', subject });
}

/** For the link alone: only its hash is kept. */
export async function createResetToken(
  { clock, auth }: Pick<AccountsDeps, 'clock' | 'auth'>,
  userId: string,
): Promise<{ token: string; expiresAt: number }> {
  const [token, expiresAt] = [newSecret(), clock.now() + RESET_MS];
  const { internalAdapter } = await auth.$context;
  await internalAdapter.createVerificationValue({
    identifier: `reset-password:${token}`,
    value: userId,
    expiresAt: new Date(expiresAt),
  });
  return { token, expiresAt };
}
