import type { Kysely } from 'kysely';
import { livingProcesses } from '../../jobs/index.ts';
import type { Database } from '../../store/index.ts';
import type { RunRow } from './run.ts';

/** Whether a process works on it now, as far as that one's lease says. */
export async function hasWorker(db: Kysely<Database>, row: RunRow, now: number): Promise<boolean> {
  if (row.job_id === null) return false;
  const job = await db
    .selectFrom('jobs')
    .select('id')
    .where('id', '=', row.job_id)
    .where('state', '=', 'running')
    .where('held_by', 'in', livingProcesses(db, now))
    .executeTakeFirst();
  return job !== undefined;
}
