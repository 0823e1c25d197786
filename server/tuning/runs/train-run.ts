import { invariant } from '../../base/index.ts';
import type { RunPointBody } from '../../contract/index.ts';
import type { Forgetting, TrainingEvent } from '../training/types.ts';
import { type CheckpointKind, deleteCheckpoints, findCheckpoint, saveCheckpoint } from './checkpoints.ts';
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
  const { train, heldOut, replay } = await stages.readRows(row.data_set_id);
  const rows = {
    train: chooseRows(train, estimate.rows, recipe.seed),
    heldOut: chooseRows(heldOut, estimate.heldOutRows, recipe.seed),
    ...(replay && { replay }),
  };
  const resume = await findCheckpoint(deps, { runId: row.id, kind: 'last' });
  await using trainer = await stages.openTrainer('train');
  const input = { base, ...rows, recipe, threads, ...(resume && { resume }) };
  const events = trainer.train(input, signal);
  const kinds = { during: 'last', after: 'final' } as const;
  await recordTraining(deps, row, { events, kinds, part: 'lessons', firstStep: 0 });
  await deleteCheckpoints(deps, { runId: row.id, keep: ['final'] });
}

type Recorded = {
  events: AsyncIterable<TrainingEvent>;
  /** Names of the checkpoints to go on from, and of the one that it ends with. */
  kinds: { during: CheckpointKind; after: CheckpointKind };
  /** What is learned. */
  part: RunPointBody['part'];
  /** Steps of the run before these. */
  firstStep: number;
};

/** Keeps curve, progress and checkpoints while the trainer works; tells after how many steps its result was taken. */
export async function recordTraining(
  deps: TeachDeps,
  row: RunRow,
  { events, kinds, part, firstStep }: Recorded,
): Promise<{ steps: number }> {
  const runId = row.id;
  let progress = runFromRow(row).progress ?? emptyProgress();
  let points: NewPoint[] = [];
  let writtenAt = 0;
  let finished: Extract<TrainingEvent, { type: 'finished' }> | undefined;

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
        const { margin } = event;
        points.push({ step: firstStep + step, part, loss, learningRate, tokensPerSecond, margin });
        progress = { ...progress, step, steps, loss, margin, tokensPerSecond, etaSeconds };
        if (Date.now() - writtenAt >= WRITE_EVERY_MS) await write();
        break;
      }
      case 'heldOut':
        points.push({ step: firstStep + event.step, part, heldOutLoss: event.loss, margin: event.margin });
        progress = { ...progress, heldOutLoss: event.loss };
        await write();
        break;
      case 'checkpoint':
        await write();
        await saveCheckpoint(deps, {
          runId,
          kind: kinds.during,
          checkpoint: event.checkpoint,
          at: deps.clock.now(),
        });
        await deps.store.db.updateTable('teach_runs').set({ attempts: 0 }).where('id', '=', runId).execute();
        break;
      case 'finished': {
        finished = event;
        const heldOutLoss = Number.isNaN(event.heldOutLoss) ? null : event.heldOutLoss;
        progress = { ...progress, heldOutLoss, etaSeconds: 0 };
        await write();
        const { step, adapter, reason } = event;
        const { forgetting = null } = event;
        const state = JSON.stringify({ reason, heldOutLoss, forgetting } satisfies FinalState);
        const checkpoint = { step, adapter, moments: new Uint8Array(0), state };
        await saveCheckpoint(deps, { runId, kind: kinds.after, checkpoint, at: deps.clock.now() });
        break;
      }
    }
  }

  for await (const event of events) await take(event);
  invariant(finished, 'The trainer ended without a result.');
  return { steps: finished.step };
}

/** In the checkpoint that training ended with. */
export type FinalState = {
  reason: 'done' | 'early-stop';
  heldOutLoss: number | null;
  forgetting: Forgetting | null;
};

function emptyProgress(): NonNullable<Run['progress']> {
  return {
    step: 0,
    steps: 0,
    loss: null,
    heldOutLoss: null,
    margin: null,
    tokensPerSecond: null,
    etaSeconds: null,
  };
}
