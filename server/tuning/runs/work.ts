import { invariant } from '../../base/index.ts';
import type { Checkpoint, Forgetting, PreferenceRecord, ThumbsRecord } from '../training/types.ts';
import { type AfterStep, CORRECTIONS, getLearned, THUMBS } from './after-steps.ts';
import { deleteCheckpoints, findCheckpointRow } from './checkpoints.ts';
import { assembleOrRefuse, fitRun, planAfterSteps } from './estimate-run.ts';
import { learnStep } from './learn-step.ts';
import { readyToRead } from './ready-to-read.ts';
import {
  countsOf,
  type LearnedStep,
  preferenceOf,
  type RunRow,
  readRunRow,
  recipeOf,
  type StepOutcome,
  type StepPlan,
  settingsOf,
  thumbsOf,
  withDefaults,
  withNotes,
} from './run.ts';
import type { Stage } from './run-states.ts';
import type { OnStageProgress, StageInput, TeachDeps } from './teach-deps.ts';
import { type FinalState, trainRun } from './train-run.ts';

/** Leaves behind what `stageFor` asks for next; begun again, it does the same again. */
type Work = (deps: TeachDeps, row: RunRow, signal: AbortSignal) => Promise<void>;

export const WORK: Record<Stage, Work> = {
  async assembling(deps, row, signal) {
    const { botId, actor, seed } = stageInput(row);
    const { exercises, replay, thumbs } = withDefaults(settingsOf(row));
    const onProgress = progressOf(deps, row.id);
    const { dataSetId, notes } = await assembleOrRefuse(
      deps,
      { botId, actor, seed, exercises, replay, thumbs, onProgress },
      signal,
    );
    await keep(deps, row, { data_set_id: dataSetId, ...withNotes(row, notes) });
  },

  async estimating(deps, row, signal) {
    invariant(row.data_set_id, 'A run is measured on its data set.');
    const settings = withDefaults(settingsOf(row));
    const { bot_id: botId, data_set_id: dataSetId } = row;
    const fitted = await fitRun(deps, { dataSetId, settings }, signal);
    const planned = { botId, dataSetId, fitted, settings };
    const { preference, thumbs, notes } = await planAfterSteps(deps, planned, signal);
    await keep(deps, row, {
      preference: columnOf(preference),
      thumbs: columnOf(thumbs),
      recipe: JSON.stringify(fitted.recipe),
      estimate: JSON.stringify(fitted.estimate),
      ...withNotes(row, [...fitted.notes, ...notes]),
    });
  },

  async training(deps, row, signal) {
    await trainRun(deps, row, signal);
    await keep(deps, row, {});
  },

  preferring: (deps, row, signal) => learnAndKeep(deps, row, CORRECTIONS, signal),

  weighing: (deps, row, signal) => learnAndKeep(deps, row, THUMBS, signal),

  async merging(deps, row, signal) {
    const recipe = recipeOf(row);
    const final = await findCheckpointRow(deps, { runId: row.id, kind: 'final' });
    invariant(recipe && final && row.data_set_id, 'A version is made of a trained adapter.');
    const taken = await getLearned(deps, row);
    const base = await deps.stages.openBase(signal);
    await readyToRead(deps, { runId: row.id, onProgress: progressOf(deps, row.id) }, signal);
    await keep(deps, row, { progress: null });
    const forgetting = finalState(taken).forgetting ?? null;
    const [preference, thumbs] = [preferenceRecord(row), thumbsRecord(row)];
    const version = {
      ...stageInput(row),
      dataSetId: row.data_set_id,
      base,
      recipe: {
        ...recipe,
        ...(preference && { preference }),
        ...(thumbs && { thumbs }),
        ...(forgetting && { forgetting }),
      },
      adapter: taken.adapter,
      step: final.step,
      heldOutLoss: finalState(final).heldOutLoss ?? null,
    };
    const { versionId } = await deps.stages.createVersion(version, signal);
    const noted = await readRunRow(deps.store.db, { runId: row.id });
    await keep(deps, row, {
      version_id: versionId,
      ...(forgetting && {
        forgetting: JSON.stringify(forgetting),
        ...withNotes(noted, [forgettingNote(forgetting)]),
      }),
    });
    await deleteCheckpoints(deps, { runId: row.id });
  },

  async testing(deps, row, signal) {
    invariant(row.version_id, 'Only a version can be tested.');
    const onProgress = progressOf(deps, row.id);
    const input = { ...stageInput(row), versionId: row.version_id, onProgress };
    const compared = await deps.stages.compare(input, signal);
    if (compared) {
      await keep(deps, row, { comparison_id: compared.comparisonId, ...withNotes(row, [compared.summary]) });
    } else {
      const settings = JSON.stringify({ ...settingsOf(row), test: false });
      await keep(deps, row, { settings, ...withNotes(row, [UNTESTED]) });
    }
  },
};

async function learnAndKeep(
  deps: TeachDeps,
  row: RunRow,
  step: AfterStep,
  signal: AbortSignal,
): Promise<void> {
  const outcome = await learnStep(deps, row, step, signal);
  const plan = step.learnedOf(row)?.plan;
  invariant(plan, 'What was learned was planned.');
  await keep(deps, row, {
    ...step.columnOf({ plan, outcome }),
    ...withNotes(row, [step.noteOf(plan, outcome)]),
  });
}

/** What corrections did, where that is kept. */
function preferenceRecord(row: RunRow): PreferenceRecord | undefined {
  const preference = preferenceOf(row);
  if (!preference?.outcome?.isKept) return undefined;
  return { pairs: preference.plan.train.length, ...stepRecord(preference.plan, preference.outcome) };
}

/** What thumbs did, where that is kept. */
function thumbsRecord(row: RunRow): ThumbsRecord | undefined {
  const thumbs = thumbsOf(row);
  if (!thumbs?.outcome?.isKept) return undefined;
  return { ...countsOf(thumbs.plan), ...stepRecord(thumbs.plan, thumbs.outcome) };
}

function stepRecord({ heldOut, recipe }: StepPlan, { steps, margin }: StepOutcome) {
  const { learningRate, epochs, objective } = recipe;
  return { heldOut: heldOut.length, steps, margin, learningRate, epochs, objective };
}

function columnOf(plan: StepPlan | undefined): string | null {
  return plan ? JSON.stringify({ plan } satisfies LearnedStep) : null;
}

function finalState({ state }: Pick<Checkpoint, 'state'>): Partial<FinalState> {
  return JSON.parse(state) as Partial<FinalState>;
}

/** For staff, a sentence. */
function forgettingNote({ rows, before, after }: Forgetting): string {
  const change = (100 * (after / before - 1)).toFixed(0);
  return `On ${rows} general requests kept aside, the loss of what the untuned model says is ${after.toFixed(3)} after teaching and ${before.toFixed(3)} before (${after < before ? '' : '+'}${change.replace('-', '−')} %): what it forgot.`;
}

const UNTESTED =
  'There are no test questions, so nothing tells whether this version is better. Add some, then compare it.';

function stageInput(row: RunRow): StageInput {
  return { botId: row.bot_id, runId: row.id, actor: row.created_by, seed: settingsOf(row).seed };
}

/** Notes what a stage has brought, and that the run got further. */
async function keep({ store, clock }: TeachDeps, row: RunRow, change: Partial<RunRow>): Promise<void> {
  await store.db
    .updateTable('teach_runs')
    .set({ ...change, attempts: 0, updated_at: clock.now() })
    .where('id', '=', row.id)
    .execute();
}

/** Counted steps of a stage that does not train. At most one write is under way; those in between are left out. */
function progressOf({ store, log }: TeachDeps, runId: string): OnStageProgress {
  let isWriting = false;
  return ({ done, total }) => {
    if (isWriting) return;
    isWriting = true;
    const none = { loss: null, heldOutLoss: null, margin: null, tokensPerSecond: null, etaSeconds: null };
    store.db
      .updateTable('teach_runs')
      .set({ progress: JSON.stringify({ step: done, steps: total, ...none }) })
      .where('id', '=', runId)
      .execute()
      .catch((error: unknown) => log.warn('run-progress-unwritten', { run: runId, error }))
      .finally(() => {
        isWriting = false;
      });
  };
}
