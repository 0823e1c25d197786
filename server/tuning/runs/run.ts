import type { Kysely } from 'kysely';
import { AppError, type Clock, invariant } from '../../base/index.ts';
import {
  knownErrorCode,
  type PreferenceWish,
  type Preset,
  type RunBody,
  type RunSettingsBody,
} from '../../contract/index.ts';
import type { Database, Store } from '../../store/index.ts';
import type { Recipe } from '../training/types.ts';
import type { RunFacts, RunState } from './run-states.ts';

/** What the verbs on a run's record need. */
export type RunDeps = { store: Store; clock: Clock };

export type Run = RunBody;
export type RunRow = Database['teach_runs'];

/** What was asked for, with the defaults filled in. */
export type RunSettings = RunSettingsBody & {
  preset: Preset;
  seed: number;
  maxMinutes: number;
  test: boolean;
  preferences: PreferenceWish;
  thumbs: PreferenceWish;
  exercises: boolean;
  replay: number;
};

export function withDefaults(asked: RunSettingsBody): RunSettings {
  const { preset = 'balanced', seed = 1, maxMinutes = 20, test = true, preferences = 'auto' } = asked;
  const { thumbs = 'skip', exercises = true, replay = 0 } = asked;
  return { ...asked, preset, seed, maxMinutes, test, preferences, thumbs, exercises, replay };
}

export function runFromRow(row: RunRow): Run {
  return {
    id: row.id,
    botId: row.bot_id,
    state: stateOf(row),
    isPausing: row.wish === 'pause',
    settings: settingsOf(row),
    baseModel: row.base_model,
    dataSetId: row.data_set_id,
    versionId: row.version_id,
    comparisonId: row.comparison_id,
    preference: preferenceBody(preferenceOf(row)),
    thumbs: thumbsBody(thumbsOf(row)),
    forgetting: row.forgetting === null ? null : JSON.parse(row.forgetting),
    estimate: row.estimate === null ? null : JSON.parse(row.estimate),
    progress: row.progress === null ? null : JSON.parse(row.progress),
    notes: JSON.parse(row.notes),
    error: row.reason === null ? null : { code: knownErrorCode(row.reason_code), message: row.reason },
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    endedAt: row.ended_at,
  };
}

/** What a run says to staff, with these sentences after those of before. */
export function withNotes(row: RunRow, notes: readonly string[]): Pick<RunRow, 'notes'> {
  return { notes: JSON.stringify([...runFromRow(row).notes, ...notes]) };
}

/** The column is written by this room alone. */
export function stateOf(row: Pick<RunRow, 'state'>): RunState {
  return row.state as RunState;
}

export function settingsOf(row: Pick<RunRow, 'settings'>): RunSettings {
  return JSON.parse(row.settings) as RunSettings;
}

export function recipeOf(row: Pick<RunRow, 'recipe'>): Recipe | undefined {
  return row.recipe === null ? undefined : (JSON.parse(row.recipe) as Recipe);
}

/** Which rows a step after the lessons learns, and how: fixed before it begins, so that going on is the same work. */
export type StepPlan = {
  /** Ids of rows. */
  train: string[];
  heldOut: string[];
  recipe: Recipe;
};

/** `margin`: on the rows kept aside, by how much more than before the better answers are preferred, in nats. */
export type StepOutcome = { steps: number; margin: number | null; isKept: boolean };

/** What a run learns after its lessons, and once it has, what came of it. */
export type LearnedStep = { plan: StepPlan; outcome?: StepOutcome };

/** The corrections that a run learns. */
export function preferenceOf(row: Pick<RunRow, 'preference'>): LearnedStep | undefined {
  return stepIn(row.preference);
}

/** The judged replies that a run learns. */
export function thumbsOf(row: Pick<RunRow, 'thumbs'>): LearnedStep | undefined {
  return stepIn(row.thumbs);
}

/** How many of them are learned from. */
export function countsOf({ recipe: { objective } }: StepPlan): { up: number; down: number } {
  invariant(objective?.kind === 'judgement', 'Judged replies are learned as such.');
  return { up: objective.counts.liked, down: objective.counts.disliked };
}

function stepIn(column: string | null): LearnedStep | undefined {
  return column === null ? undefined : (JSON.parse(column) as LearnedStep);
}

function preferenceBody(preference: LearnedStep | undefined): Run['preference'] {
  if (!preference) return null;
  const { plan, outcome = null } = preference;
  return { pairs: plan.train.length, heldOut: plan.heldOut.length, outcome };
}

function thumbsBody(thumbs: LearnedStep | undefined): Run['thumbs'] {
  if (!thumbs) return null;
  const { plan, outcome = null } = thumbs;
  return { ...countsOf(plan), heldOut: plan.heldOut.length, outcome };
}

/** @throws AppError `not_found`, also for a run of another bot */
export async function readRunRow(
  db: Kysely<Database>,
  { runId, botId }: { runId: string; botId?: string | undefined },
): Promise<RunRow> {
  const row = await db.selectFrom('teach_runs').selectAll().where('id', '=', runId).executeTakeFirst();
  if (row && (botId === undefined || row.bot_id === botId)) return row;
  throw new AppError('not_found', 'There is no such run. Check its id.');
}

/** What of a run's work is there. */
export async function factsOf(db: Kysely<Database>, row: RunRow): Promise<RunFacts> {
  const adapter = await db
    .selectFrom('teach_checkpoints')
    .select('run_id')
    .where('run_id', '=', row.id)
    .where('kind', '=', 'final')
    .executeTakeFirst();
  return {
    hasDataSet: row.data_set_id !== null,
    hasRecipe: row.recipe !== null,
    hasAdapter: adapter !== undefined,
    wantsPreferences: isOpen(preferenceOf(row)),
    wantsThumbs: isOpen(thumbsOf(row)),
    hasVersion: row.version_id !== null,
    hasComparison: row.comparison_id !== null,
    isTested: settingsOf(row).test,
  };
}

function isOpen(step: LearnedStep | undefined): boolean {
  return step !== undefined && step.outcome === undefined;
}
