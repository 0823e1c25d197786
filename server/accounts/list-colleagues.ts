import type { UserRole } from '../store/index.ts';
import type { AccountsDeps } from './types.ts';

export type Colleague = { id: string; name: string; role: UserRole };

/** Everyone who can sign in, by name, as actors; nothing of how to reach them. */
export async function listColleagues({ store }: Pick<AccountsDeps, 'store'>): Promise<Colleague[]> {
  const users = await store.db
    .selectFrom('users')
    .select(['id', 'name', 'role'])
    .where('disabled_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return users.map(({ id, ...user }) => ({ ...user, id: `user:${id}` }));
}

/** What everyone is called who has or had an account, by actor: for who made something once. */
export async function listStaffNames({
  store,
}: Pick<AccountsDeps, 'store'>): Promise<{ id: string; name: string }[]> {
  const users = await store.db.selectFrom('users').select(['id', 'name']).orderBy('id').execute();
  return users.map(({ id, name }) => ({ id: `user:${id}`, name }));
}
