import { recordAudit } from '../../audit/index.ts';
import { AppError } from '../../base/index.ts';
import { cancelJob } from '../../jobs/index.ts';
import { hasWorker } from './has-worker.ts';
import { moveRun } from './move-run.ts';
import { type Run, type RunDeps, readRunRow, runFromRow, stateOf } from './run.ts';
import { nextState } from './run-states.ts';

export type RunInput = { actor: string; runId: string; botId?: string | undefined };

/**
 * Stops a run so that it can go on later. One that a worker has goes on to the end of its step and keeps a checkpoint;
 * until then `isPausing` is true.
 * @throws AppError `not_found`, `conflict` where there is nothing to pause
 */
export async function pauseRun(deps: RunDeps, input: RunInput): Promise<Run> {
  const { run, unneededJob } = await deps.store.transact(async (tx) => {
    const row = await readRunRow(tx, input);
    const at = deps.clock.now();
    await recordAudit(tx, { at, actor: input.actor, verb: 'pauseRun', subject: `run:${row.id}` });
    if (!(await hasWorker(tx, row, at))) {
      return { run: await moveRun(tx, row, { action: 'pause', at }), unneededJob: row.job_id };
    }
    if (nextState(stateOf(row), 'pause') === undefined) {
      throw new AppError('conflict', 'This run does not work at the moment, so it cannot be paused.');
    }
    const asked = await tx
      .updateTable('teach_runs')
      .set({ wish: 'pause', updated_at: at })
      .where('id', '=', row.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    return { run: asked, unneededJob: null };
  });
  if (unneededJob !== null) await cancelJob(deps, { actor: input.actor, jobId: unneededJob });
  return runFromRow(run);
}
