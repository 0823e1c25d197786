import { recordAudit } from '../../audit/index.ts';
import { cancelJob } from '../../jobs/index.ts';
import { deleteCheckpoints } from './checkpoints.ts';
import { hasWorker } from './has-worker.ts';
import { moveRun } from './move-run.ts';
import type { RunInput } from './pause-run.ts';
import { type Run, type RunDeps, readRunRow, runFromRow } from './run.ts';

/**
 * Ends a run for good; its curve and what it has made stay, its checkpoints go. A worker notices within a step.
 * @throws AppError `not_found`, `conflict` when it has ended already
 */
export async function cancelRun(deps: RunDeps & { dataDir: string }, input: RunInput): Promise<Run> {
  const { row, isHeld } = await deps.store.transact(async (tx) => {
    const before = await readRunRow(tx, input);
    const at = deps.clock.now();
    const isHeld = await hasWorker(tx, before, at);
    const row = await moveRun(tx, before, { action: 'cancel', at });
    await recordAudit(tx, { at, actor: input.actor, verb: 'cancelRun', subject: `run:${before.id}` });
    return { row, isHeld };
  });
  // A worker that holds it may be writing one, and deletes them itself.
  if (!isHeld) await deleteCheckpoints(deps, { runId: row.id });
  if (row.job_id !== null) await cancelJob(deps, { actor: input.actor, jobId: row.job_id });
  return runFromRow(row);
}
