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
