import type { Kysely } from 'kysely';
import { z } from 'zod';
import { cancelled, toAppError } from '../../base/index.ts';
import type { ErrorCode } from '../../contract/index.ts';
import type { JobHandler } from '../../jobs/index.ts';
import type { Database } from '../../store/index.ts';
import { deleteCheckpoints } from './checkpoints.ts';
import { goBackToWhole } from './lost-checkpoints.ts';
import { moveRun } from './move-run.ts';
import { factsOf, type RunRow, readRunRow, stateOf } from './run.ts';
import { isActive, type RunState, type Stage, stageFor } from './run-states.ts';
import type { TeachDeps } from './teach-deps.ts';
import { waitForCrossEncoder } from './wait-for-cross-encoder.ts';
import { type WishWatch, watchWish } from './watch-wish.ts';
import { WORK } from './work.ts';

/** A run that was broken off so often without getting any further is given up. */
const MAX_ATTEMPTS = 5;

/** What may well go better the next time; everything else fails the run at once. */
const RETRIED: ReadonlySet<ErrorCode> = new Set([
  'model_crashed',
  'model_unavailable',
  'model_source_failed',
  'queue_full',
  'rate_limited',
  'storage_failed',
  'timeout',
]);

const jobInputSchema = z.object({ runId: z.string() });

/** The handler of jobs of kind `teach`: takes a run as far as it goes, from wherever it stands. */
export function teachJob(deps: TeachDeps): JobHandler {
  return async (job, { signal }) => {
    const { runId } = jobInputSchema.parse(job.input);
    await workOnRun(deps, { runId, jobId: job.id }, signal);
  };
}

type Worked = { runId: string; jobId: string };

/**
 * Works until the run is done, is paused or cancelled from anywhere, or fails, which its record then tells.
 * @throws AppError what a later attempt may mend; `cancelled` when `signal` aborts, with the run left to the next worker
 */
async function workOnRun(deps: TeachDeps, worked: Worked, signal: AbortSignal): Promise<void> {
  const row = await takeUp(deps, worked);
  if (row === undefined) return;
  using watch = watchWish(deps, row.id);
  try {
    const stop = AbortSignal.any([signal, watch.signal]);
    await waitForCrossEncoder(deps, row.id, stop);
    await workThrough(deps, row.id, stop);
  } catch (thrown) {
    await letGo(deps, row.id, { thrown, watch, isStopping: signal.aborted });
  }
}

/** Counts the attempt. Undefined where there is nothing to do for this job any more. */
async function takeUp({ store, clock }: TeachDeps, { runId, jobId }: Worked): Promise<RunRow | undefined> {
  return store.transact(async (tx) => {
    const row = await readRunRow(tx, { runId });
    const at = clock.now();
    if (!isActive(stateOf(row)) || row.job_id !== jobId) return undefined;
    if (row.wish === 'pause') {
      await moveRun(tx, row, { action: 'pause', at });
      return undefined;
    }
    if (row.attempts >= MAX_ATTEMPTS) {
      const reason = `The work was broken off ${MAX_ATTEMPTS} times without getting any further, for instance by a crash. Look at the log, then resume it.`;
      await moveRun(tx, row, { action: 'fail', at, change: { reason_code: 'internal', reason } });
      return undefined;
    }
    return tx
      .updateTable('teach_runs')
      .set({ attempts: row.attempts + 1 })
      .where('id', '=', runId)
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}

async function workThrough(deps: TeachDeps, runId: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const row = await goBackToWhole(deps, await readRunRow(deps.store.db, { runId }));
    const stage = stageFor(await factsOf(deps.store.db, row));
    if (stage === undefined) return finish(deps, runId);
    const begun = await begin(deps, row, stage);
    await WORK[stage](deps, begun, signal);
  }
}

async function begin({ store, clock, log }: TeachDeps, row: RunRow, stage: Stage): Promise<RunRow> {
  log.info('run-stage-begun', { run: row.id, stage });
  const change = stateOf(row) === stage ? {} : { progress: null };
  return store.transact(async (tx) => {
    const current = await readRunRow(tx, { runId: row.id });
    return moveRun(tx, current, { action: { begin: stage }, at: clock.now(), change });
  });
}

async function finish(deps: TeachDeps, runId: string): Promise<void> {
  await deleteCheckpoints(deps, { runId });
  await deps.store.transact(async (tx) => {
    await moveRun(tx, await readRunRow(tx, { runId }), { action: 'finish', at: deps.clock.now() });
  });
}

type Stop = { thrown: unknown; watch: WishWatch; isStopping: boolean };

/** What becomes of a run whose work stopped: `left` goes on with another attempt, everything else is settled. */
async function letGo(deps: TeachDeps, runId: string, stop: Stop): Promise<void> {
  const outcome = await deps.store.transact((tx) => settle(tx, deps, runId, stop));
  if (outcome === 'failed') {
    const { code, message } = toAppError(stop.thrown);
    if (code === 'internal') deps.log.error('run-failed', { run: runId, error: stop.thrown });
    else deps.log.info('run-failed', { run: runId, code, reason: message });
  }
  // Only here, since whoever cancelled may have done so while a checkpoint was being written.
  if (outcome === 'cancelled') await deleteCheckpoints(deps, { runId });
  if (outcome === 'left') throw stop.isStopping ? cancelled(stop.thrown) : stop.thrown;
}

async function settle(
  tx: Kysely<Database>,
  { clock }: TeachDeps,
  runId: string,
  { thrown, watch, isStopping }: Stop,
): Promise<RunState | 'left'> {
  const row = await readRunRow(tx, { runId });
  const at = clock.now();
  if (!isActive(stateOf(row))) return stateOf(row);
  if (row.wish === 'pause' && watch.wish() === 'pause') {
    return stateOf(await moveRun(tx, row, { action: 'pause', at }));
  }
  if (isStopping || watch.signal.aborted) {
    const attempts = Math.max(0, row.attempts - 1);
    await tx.updateTable('teach_runs').set({ attempts }).where('id', '=', runId).execute();
    return 'left';
  }
  const { code, message } = toAppError(thrown);
  if (RETRIED.has(code) && row.attempts < MAX_ATTEMPTS) return 'left';
  const change = { reason_code: code, reason: message };
  return stateOf(await moveRun(tx, row, { action: 'fail', at, change }));
}
