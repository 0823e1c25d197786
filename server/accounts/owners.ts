import type { Kysely } from 'kysely';
import type { Database } from '../store/index.ts';

/** Whether an owner other than `exceptId` can sign in. */
export async function hasOwner(tx: Kysely<Database>, exceptId = ''): Promise<boolean> {
  const owner = await tx
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'owner')
    .where('disabled_at', 'is', null)
    .where('id', '!=', exceptId)
    .limit(1)
    .executeTakeFirst();
  return owner !== undefined;
}
