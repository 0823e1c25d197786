import { AppError } from '../base/index.ts';
import type { UserRole } from '../store/index.ts';
import type { AccountsDeps } from './types.ts';

export type Person = {
  id: string;
  name: string;
  email: string;
  role: UserRole;
  disabled: boolean;
  secondFactor: boolean;
  createdAt: number;
  /** When a session of theirs was last begun or prolonged; null when they are signed out. */
  lastSeenAt: number | null;
};

export type Team = {
  people: Person[];
  invitations: { id: string; email: string; role: UserRole; createdAt: number; expiresAt: number }[];
};

/** Everyone with an account, by name, and the invitations that wait. */
export async function listTeam({ store, clock }: Pick<AccountsDeps, 'store' | 'clock'>): Promise<Team> {
  const users = await store.db.selectFrom('users').selectAll().orderBy('name').orderBy('id').execute();
  const seen = await store.db
    .selectFrom('user_sessions')
    .select(['user_id', ({ fn }) => fn.max('updated_at').as('at')])
    .groupBy('user_id')
    .execute();
  const lastSeen = new Map(seen.map(({ user_id, at }) => [user_id, timeOf(at)]));
  const invitations = await store.db
    .selectFrom('invitations')
    .select(['id', 'email', 'role', 'created_at', 'expires_at'])
    .where('email', 'is not', null)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', clock.now())
    .orderBy('created_at', 'desc')
    .execute();
  return {
    people: users.map((user) => ({
      id: user.id,
      name: user.name,
      email: user.email,
      role: user.role,
      disabled: user.disabled_at !== null,
      secondFactor: Boolean(user.two_factor_enabled),
      createdAt: timeOf(user.created_at),
      lastSeenAt: lastSeen.get(user.id) ?? null,
    })),
    invitations: invitations.map(({ id, email, role, created_at, expires_at }) => ({
      id,
      email: email ?? '',
      role,
      createdAt: created_at,
      expiresAt: expires_at,
    })),
  };
}

/** By e-mail address. @throws AppError `not_found` */
export async function findPerson(
  deps: Pick<AccountsDeps, 'store' | 'clock'>,
  { email }: { email: string },
): Promise<Person> {
  const { people } = await listTeam(deps);
  const person = people.find((one) => one.email === email.trim().toLowerCase());
  if (!person) throw new AppError('not_found', `Nobody has an account with the address ${email}.`);
  return person;
}

function timeOf(stored: string | Date): number {
  return new Date(stored).getTime();
}
