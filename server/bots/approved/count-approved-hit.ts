import type { Kysely } from 'kysely';
import type { Database } from '../../store/index.ts';

/** One more visitor was given this answer. Not audited: it changes nothing that is said. */
export async function countApprovedHit(
  db: Kysely<Database>,
  { approvedAnswerId, at }: { approvedAnswerId: string; at: number },
): Promise<void> {
  await db
    .updateTable('approved_answers')
    .set((e) => ({ hits: e('hits', '+', 1), last_hit_at: at }))
    .where('id', '=', approvedAnswerId)
    .execute();
}
