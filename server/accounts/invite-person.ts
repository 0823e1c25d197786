import { type Actor, authorise, hashSecret } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError, newId, newSecret } from '../base/index.ts';
import type { UserRole } from '../store/index.ts';
import { hasOwner } from './owners.ts';
import type { AccountsDeps } from './types.ts';

const DAY_MS = 24 * 3600 * 1000;
const INVITATION_MS = 7 * DAY_MS;
const SETUP_MS = DAY_MS;

export type InvitePersonInput = { actor: Actor; email: string; role: UserRole };

/**
 * Makes a link's token with which this address becomes an account; told here and never again. An earlier invitation of
 * the same address ends.
 * @throws AppError `conflict` when the address has an account, `forbidden` for an owner's invitation by another
 */
export async function invitePerson(
  { store, clock }: Pick<AccountsDeps, 'store' | 'clock'>,
  { actor, email: given, role }: InvitePersonInput,
): Promise<{ id: string; token: string; email: string; expiresAt: number }> {
  if (role === 'owner') authorise(actor, 'team:own');
  const email = given.trim().toLowerCase();
  const [id, token, at] = [newId('invitation'), newSecret(), clock.now()];
  const expiresAt = at + INVITATION_MS;
  await store.transact(async (tx) => {
    const user = await tx.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst();
    if (user) throw new AppError('conflict', `${email} already has an account.`);
    await tx
      .updateTable('invitations')
      .set({ revoked_at: at })
      .where('email', '=', email)
      .where('used_at', 'is', null)
      .where('revoked_at', 'is', null)
      .execute();
    await tx
      .insertInto('invitations')
      .values({
        id,
        token_hash: hashSecret(token),
        email,
        role,
        invited_by: actor.id,
        created_at: at,
        expires_at: expiresAt,
        used_at: null,
        revoked_at: null,
      })
      .execute();
    const entry = {
      at,
      actor: actor.id,
      verb: 'invitePerson',
      subject: `invitation:${id}`,
      details: { role },
    };
    await recordAudit(tx, entry);
  });
  return { id, token, email, expiresAt };
}

/** @throws AppError `not_found` when there is none that waits */
export async function revokeInvitation(
  { store, clock }: Pick<AccountsDeps, 'store' | 'clock'>,
  { actor, invitationId }: { actor: Actor; invitationId: string },
): Promise<void> {
  const at = clock.now();
  await store.transact(async (tx) => {
    const changed = await tx
      .updateTable('invitations')
      .set({ revoked_at: at })
      .where('id', '=', invitationId)
      .where('email', 'is not', null)
      .where('used_at', 'is', null)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (Number(changed.numUpdatedRows) === 0) {
      throw new AppError(
        'not_found',
        'There is no such invitation, or it was accepted. Load the page again.',
      );
    }
    const entry = { at, actor: actor.id, verb: 'revokeInvitation', subject: `invitation:${invitationId}` };
    await recordAudit(tx, entry);
  });
}

/**
 * While the installation has no owner: the token of a link with which the first one is set up, for a day. Undefined
 * when there is an owner. Whoever starts the server may print it.
 */
export async function offerSetup({
  store,
  clock,
}: Pick<AccountsDeps, 'store' | 'clock'>): Promise<{ token: string } | undefined> {
  const [token, at] = [newSecret(), clock.now()];
  return store.transact(async (tx) => {
    if (await hasOwner(tx)) return undefined;
    const row = {
      id: newId('invitation'),
      token_hash: hashSecret(token),
      email: null,
      role: 'owner' as const,
    };
    const when = { created_at: at, expires_at: at + SETUP_MS, used_at: null, revoked_at: null };
    await tx
      .insertInto('invitations')
      .values({ ...row, ...when, invited_by: 'system:start' })
      .execute();
    return { token };
  });
}

/** Whether nobody owns this installation yet. */
export async function needsSetup({ store }: Pick<AccountsDeps, 'store'>): Promise<boolean> {
  return !(await hasOwner(store.db));
}
