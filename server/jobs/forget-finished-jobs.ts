import type { Kysely } from 'kysely';
import type { Database } from '../store/index.ts';

/**
 * Deletes the jobs of a kind that ended before a time, for kinds whose outcome is told elsewhere.
 * @returns how many there were
 */
export async function forgetFinishedJobs(
  db: Kysely<Database>,
  { kind, before }: { kind: string; before: number },
): Promise<number> {
  const result = await db
    .deleteFrom('jobs')
    .where('state', 'in', ['done', 'failed', 'cancelled'])
    .where('kind', '=', kind)
    .where('run_after', '<', before)
    .where('updated_at', '<', before)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
