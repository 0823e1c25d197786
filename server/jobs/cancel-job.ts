import { recordAudit } from '../audit/index.ts';
import { AppError, type Clock } from '../base/index.ts';
import type { Store } from '../store/index.ts';
import { UNHELD } from './lease.ts';

/**
 * Ends a job that waits or runs; a running one's worker notices within its next heartbeat. A finished job
 * stays as it is. Resolves to whether it was ended by this call.
 * @throws AppError `not_found`
 */
export async function cancelJob(
  { store, clock }: { store: Store; clock: Clock },
  { actor, jobId }: { actor: string; jobId: string },
): Promise<boolean> {
  const at = clock.now();
  return store.transact(async (tx) => {
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
  });
}
