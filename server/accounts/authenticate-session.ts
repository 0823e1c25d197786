import type { Actor } from '../access/index.ts';
import type { UserRole } from '../store/index.ts';
import { callAuth, headersOf } from './call-auth.ts';
import type { AccountsDeps, Caller, WithCookies } from './types.ts';

export type SessionActor = Actor & { userId: string; role: UserRole; email: string };

/** Who is signed in with these cookies; undefined when nobody is. A disabled account is nobody. */
export async function authenticateSession(
  { auth, store }: Pick<AccountsDeps, 'auth' | 'store'>,
  caller: Caller,
): Promise<WithCookies<{ actor: SessionActor }> | undefined> {
  if (caller.cookie === undefined) return undefined;
  const { response, cookies } = await callAuth(
    auth.api.getSession({ headers: headersOf(caller), returnHeaders: true }),
  );
  if (response === null) return undefined;
  const user = await store.db
    .selectFrom('users')
    .select(['id', 'name', 'email', 'role', 'disabled_at'])
    .where('id', '=', response.user.id)
    .executeTakeFirst();
  if (!user || user.disabled_at !== null) return undefined;
  const { id, name, email, role } = user;
  return { actor: { id: `user:${id}`, name, role, botId: null, userId: id, email }, cookies };
}
