import type { Kysely } from 'kysely';
import { recordAudit } from '../audit/index.ts';
import { AppError, type Clock } from '../base/index.ts';
import type { Database, Store } from '../store/index.ts';
import { UNHELD } from './lease.ts';

type CancelJobInput = { actor: string; jobId: string };

/**
 * Ends a job that waits or runs; a running one's worker notices within its next heartbeat. A finished job
 * stays as it is. Resolves to whether it was ended by this call.
 * @throws AppError `not_found`
 */
export async function cancelJob(
  { store, clock }: { store: Store; clock: Clock },
  input: CancelJobInput,
): Promise<boolean> {
  const at = clock.now();
  return store.transact((tx) => cancelJobIn(tx, { ...input, at }));
}

/** The same in the caller's transaction, for what must end with the job. @throws AppError `not_found` */
export async function cancelJobIn(
  tx: Kysely<Database>,
  { at, actor, jobId }: CancelJobInput & { at: number },
): Promise<boolean> {
  const job = await tx
    .selectFrom('jobs')
    .select(['kind', 'state'])
    .where('id', '=', jobId)
    .executeTakeFirst();
  if (!job) throw new AppError('not_found', 'There is no such job. Check its id.');
  if (job.state !== 'waiting' && job.state !== 'running') return false;
  await tx
    .updateTable('jobs')
    .set({ ...UNHELD, state: 'cancelled', updated_at: at })
    .where('id', '=', jobId)
    .execute();
  const details = { kind: job.kind };
  await recordAudit(tx, { at, actor, verb: 'cancelJob', subject: `job:${jobId}`, details });
  return true;
}
