import { type Actor, authorise } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError } from '../base/index.ts';
import type { UserRole } from '../store/index.ts';
import { hasOwner } from './owners.ts';
import type { AccountsDeps } from './types.ts';

export type ChangePersonInput = {
  actor: Actor;
  userId: string;
  role?: UserRole;
  disabled?: boolean;
  /** Only false: takes a lost second factor off. */
  secondFactor?: false;
};

/**
 * Role, and whether the person may sign in; with effect from their next request. Disabling ends their sessions.
 * @throws AppError `not_found`; `forbidden` when an owner is concerned and the actor is none; `conflict` when nobody
 * would be left as owner, or somebody disables their own account
 */
export async function changePerson(
  { store, clock }: Pick<AccountsDeps, 'store' | 'clock'>,
  { actor, userId, role, disabled, secondFactor }: ChangePersonInput,
): Promise<void> {
  const at = clock.now();
  await store.transact(async (tx) => {
    const user = await tx
      .selectFrom('users')
      .select(['id', 'role', 'disabled_at', 'two_factor_enabled'])
      .where('id', '=', userId)
      .executeTakeFirst();
    if (!user) throw new AppError('not_found', 'There is no such account. Load the page again.');
    if (user.role === 'owner' || role === 'owner') authorise(actor, 'team:own');
    const before = {
      role: user.role,
      disabled: user.disabled_at !== null,
      secondFactor: Boolean(user.two_factor_enabled),
    };
    const after = {
      role: role ?? before.role,
      disabled: disabled ?? before.disabled,
      secondFactor: secondFactor ?? before.secondFactor,
    };
    if (actor.id === `user:${userId}` && after.disabled) {
      throw new AppError('conflict', 'You cannot disable your own account. Ask another admin.');
    }
    const owns = before.role === 'owner' && !before.disabled;
    if (owns && (after.role !== 'owner' || after.disabled) && !(await hasOwner(tx, userId))) {
      throw new AppError('conflict', 'Somebody has to be owner. Make another person owner first.');
    }
    const disabledAt = after.disabled ? (user.disabled_at ?? at) : null;
    await tx
      .updateTable('users')
      .set({ role: after.role, disabled_at: disabledAt })
      .where('id', '=', userId)
      .execute();
    if (after.disabled) await tx.deleteFrom('user_sessions').where('user_id', '=', userId).execute();
    if (secondFactor === false) {
      const off = store.dialect === 'postgres' ? false : 0;
      await tx.updateTable('users').set({ two_factor_enabled: off }).where('id', '=', userId).execute();
      await tx.deleteFrom('user_two_factors').where('user_id', '=', userId).execute();
    }
    const entry = { at, actor: actor.id, verb: 'changePerson', subject: `user:${userId}`, before, after };
    await recordAudit(tx, entry);
  });
}
