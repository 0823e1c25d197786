import type { Kysely } from 'kysely';
import { hashSecret } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError, invariant, newId } from '../base/index.ts';
import { type Database, isUniqueViolation, storedFlag, storedTime, type UserRole } from '../store/index.ts';
import { hasOwner } from './owners.ts';
import { checkPassword } from './password-rules.ts';
import type { AccountsDeps } from './types.ts';

type Invitation = { id: string; email: string | null; role: UserRole };

/** What a link invites to. `email` null: the set-up of the first owner. @throws AppError `bad_request` */
export async function lookUpInvitation(
  { store, clock }: Pick<AccountsDeps, 'store' | 'clock'>,
  { token }: { token: string },
): Promise<{ email: string | null; role: UserRole }> {
  const { email, role } = await findOpen(store.db, token, clock.now());
  return { email, role };
}

export type AcceptInvitationInput = {
  token: string;
  name: string;
  password: string;
  /** For the first owner; an invitation names its own. */
  email?: string;
};

/**
 * Makes the account, once. Signing in is the next step.
 * @throws AppError `bad_request` for a used or expired link or a weak password, `conflict` when the address is taken
 */
export async function acceptInvitation(
  { store, clock, auth }: AccountsDeps,
  { token, name, password, email: given = '' }: AcceptInvitationInput,
): Promise<{ userId: string; email: string }> {
  const at = clock.now();
  const asked = await findOpen(store.db, token, at);
  const email = asked.email ?? given.trim().toLowerCase();
  if (email === '') throw new AppError('bad_request', 'Say your e-mail address; you will sign in with it.');
  checkPassword(password, { email });
  const hash = await (await auth.$context).password.hash(password);
  const userId = newId('user');
  try {
    await store.transact(async (tx) => {
      const invitation = await findOpen(tx, token, at);
      await tx.updateTable('invitations').set({ used_at: at }).where('id', '=', invitation.id).execute();
      const person = { userId, email, name: name.trim(), role: invitation.role };
      await insertPerson(tx, store.dialect, { ...person, hash, at });
      const details = { role: invitation.role, invitation: invitation.id };
      const subject = `user:${userId}`;
      await recordAudit(tx, { at, actor: subject, verb: 'acceptInvitation', subject, details });
    });
  } catch (thrown) {
    if (isUniqueViolation(thrown)) throw new AppError('conflict', `${email} already has an account.`);
    throw thrown;
  }
  return { userId, email };
}

async function findOpen(db: Kysely<Database>, token: string, at: number): Promise<Invitation> {
  const invitation = await db
    .selectFrom('invitations')
    .select(['id', 'email', 'role', 'expires_at', 'used_at', 'revoked_at'])
    .where('token_hash', '=', hashSecret(token))
    .executeTakeFirst();
  const open =
    invitation && invitation.used_at === null && invitation.revoked_at === null && invitation.expires_at > at;
  if (!open || (invitation.email === null && (await hasOwner(db)))) {
    throw new AppError('bad_request', 'This link was used already or has expired. Ask for a new one.');
  }
  return invitation;
}

type NewPerson = { userId: string; email: string; name: string; role: UserRole; hash: string; at: number };

async function insertPerson(
  tx: Kysely<Database>,
  dialect: 'sqlite' | 'postgres',
  { userId, email, name, role, hash, at }: NewPerson,
): Promise<void> {
  invariant(name !== '', 'The contract asks for a name.');
  const when = { created_at: storedTime(dialect, at), updated_at: storedTime(dialect, at) };
  await tx
    .insertInto('users')
    .values({
      id: userId,
      name,
      email,
      email_verified: storedFlag(dialect, true),
      image: null,
      role,
      disabled_at: null,
      two_factor_enabled: storedFlag(dialect, false),
      ...when,
    })
    .execute();
  await tx
    .insertInto('user_logins')
    .values({
      id: newId('login'),
      user_id: userId,
      provider_id: 'credential',
      account_id: userId,
      password: hash,
      ...when,
    })
    .execute();
}
