import { invariant } from '../../base/index.ts';
import type { TrainingEvent } from '../training/types.ts';
import { deleteCheckpoints, findCheckpoint, saveCheckpoint } from './checkpoints.ts';
import { chooseRows } from './estimate-run.ts';
import { type NewPoint, savePoints } from './points.ts';
import { type Run, type RunRow, recipeOf, runFromRow } from './run.ts';
import type { TeachDeps } from './teach-deps.ts';

/** How often the curve and the progress are written; a step of the default model takes seconds. */
const WRITE_EVERY_MS = 250;

/**
 * Trains a run's adapter, from its last checkpoint where there is one, and keeps the result as the `final` checkpoint.
 * Aborting ends it after a checkpoint.
 */
export async function trainRun(deps: TeachDeps, row: RunRow, signal: AbortSignal): Promise<void> {
  const { stages, threads } = deps;
  const recipe = recipeOf(row);
  const { estimate } = runFromRow(row);
  invariant(recipe && estimate && row.data_set_id, 'A run trains once it was measured.');
  const base = await stages.openBase(signal);
  const { train, heldOut } = await stages.readRows(row.data_set_id);
  const rows = {
    train: chooseRows(train, estimate.rows, recipe.seed),
    heldOut: chooseRows(heldOut, estimate.heldOutRows, recipe.seed),
  };
  const resume = await findCheckpoint(deps, { runId: row.id, kind: 'last' });
  await using trainer = await stages.openTrainer('train');
  const input = { base, ...rows, recipe, threads, ...(resume && { resume }) };
  const record = createRecord(deps, row);
  for await (const event of trainer.train(input, signal)) await record.take(event);
  invariant(record.isFinished(), 'The trainer ended without a result.');
}

/** Turns the trainer's events into rows. */
function createRecord(deps: TeachDeps, row: RunRow) {
  const runId = row.id;
  let progress = runFromRow(row).progress ?? emptyProgress();
  let points: NewPoint[] = [];
  let writtenAt = 0;
  let isFinished = false;

  async function write(): Promise<void> {
    const due = points;
    points = [];
    writtenAt = Date.now();
    await savePoints(deps, { runId, points: due });
    await deps.store.db
      .updateTable('teach_runs')
      .set({ progress: JSON.stringify(progress), updated_at: deps.clock.now() })
      .where('id', '=', runId)
      .execute();
  }

  async function take(event: TrainingEvent): Promise<void> {
    switch (event.type) {
      case 'estimate':
        break;
      case 'step': {
        const { step, steps, loss, learningRate, tokensPerSecond, etaSeconds } = event;
        points.push({ step, loss, learningRate, tokensPerSecond });
        progress = { ...progress, step, steps, loss, tokensPerSecond, etaSeconds };
        if (Date.now() - writtenAt >= WRITE_EVERY_MS) await write();
        break;
      }
      case 'heldOut':
        points.push({ step: event.step, heldOutLoss: event.loss });
        progress = { ...progress, heldOutLoss: event.loss };
        await write();
        break;
      case 'checkpoint':
        await write();
        await saveCheckpoint(deps, {
          runId,
          kind: 'last',
          checkpoint: event.checkpoint,
          at: deps.clock.now(),
        });
        await deps.store.db.updateTable('teach_runs').set({ attempts: 0 }).where('id', '=', runId).execute();
        break;
      case 'finished': {
        isFinished = true;
        const { step, adapter, reason, heldOutLoss } = event;
        progress = {
          ...progress,
          heldOutLoss: Number.isNaN(heldOutLoss) ? null : heldOutLoss,
          etaSeconds: 0,
        };
        await write();
        const checkpoint = { step, adapter, moments: new Uint8Array(0), state: JSON.stringify({ reason }) };
        await saveCheckpoint(deps, { runId, kind: 'final', checkpoint, at: deps.clock.now() });
        await deleteCheckpoints(deps, { runId, keep: 'final' });
        break;
      }
    }
  }

  return { take, isFinished: () => isFinished };
}

function emptyProgress(): NonNullable<Run['progress']> {
  return { step: 0, steps: 0, loss: null, heldOutLoss: null, tokensPerSecond: null, etaSeconds: null };
}
