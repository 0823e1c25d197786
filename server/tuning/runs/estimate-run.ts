import { createHash } from 'node:crypto';
import { AppError } from '../../base/index.ts';
import type { RunEstimateBody, RunForecast, RunSettingsBody } from '../../contract/index.ts';
import type { ModelFolder } from '../../models/index.ts';
import type { Example, Recipe, TrainingEstimate } from '../training/types.ts';
import { type Effort, fitToBudget } from './fit-to-budget.ts';
import { findMachineProblems, needsOf, requireMachine } from './machine.ts';
import { recipeFor } from './presets.ts';
import { forecastOfReading } from './ready-to-read.ts';
import { requireFreeMachine } from './require-free-machine.ts';
import { type RunSettings, type StepPlan, withDefaults } from './run.ts';
import type { OnStageProgress, TeachDeps, TeachingRows } from './teach-deps.ts';
import { requireNoneInTheMaking } from './wait-for-cross-encoder.ts';

/** Fewer say nothing about when to stop. */
const MIN_HELD_OUT = 4;

/** A forecast, and the recipe it holds for. */
export type FittedRun = RunForecast & { recipe: Recipe };

/**
 * What a run with these settings would take, from ten seconds of training on the bot's own data.
 * @throws AppError `bad_request` that names everything that is missing, `conflict` when memory or disk will not do, or
 * while a run has the machine or the cross-encoder is being made
 */
export async function estimateRun(
  deps: TeachDeps,
  input: { actor: string; botId: string; settings: RunSettingsBody; onProgress?: OnStageProgress },
  signal?: AbortSignal,
): Promise<RunForecast> {
  await requireFreeMachine(deps.store.db);
  await requireNoneInTheMaking(deps, signal);
  const problems = await findRunProblems(deps, input);
  if (problems.length > 0) throw new AppError('bad_request', problems.join(' '));
  const settings = withDefaults(input.settings);
  const { seed, exercises, replay, thumbs } = settings;
  const wanted = { ...input, seed, exercises, replay, thumbs };
  const { dataSetId, notes } = await assembleOrRefuse(deps, wanted, signal);
  const fitted = await fitRun(deps, { dataSetId, settings }, signal);
  const after = await planAfterSteps(deps, { botId: input.botId, dataSetId, fitted, settings }, signal);
  const reading = await forecastOfReading(deps);
  return { estimate: fitted.estimate, notes: [...notes, ...fitted.notes, ...after.notes, ...reading] };
}

/** What is to be learned after the lessons. @throws AppError `bad_request` where something required is missing */
export async function planAfterSteps(
  { stages }: TeachDeps,
  {
    botId,
    dataSetId,
    fitted: { recipe, estimate },
    settings,
  }: { botId: string; dataSetId: string; fitted: FittedRun; settings: RunSettings },
  signal?: AbortSignal,
): Promise<{ preference?: StepPlan; thumbs?: StepPlan; notes: readonly string[] }> {
  const { tokensPerSecond } = estimate;
  const asked = { botId, recipe, wish: settings.preferences, tokensPerSecond };
  const corrections = await stages.planPreferences(asked, signal);
  const judged = await stages.planThumbs({ dataSetId, recipe, wish: settings.thumbs, tokensPerSecond });
  return {
    ...(corrections.plan && { preference: corrections.plan }),
    ...(judged.plan && { thumbs: judged.plan }),
    notes: [...corrections.notes, ...judged.notes],
  };
}

/** What keeps a bot from being taught now, a sentence each: its lessons, the machine. */
export async function findRunProblems(
  { stages, machine, dataDir }: TeachDeps,
  { botId, settings }: { botId: string; settings: RunSettingsBody },
): Promise<readonly string[]> {
  const problems = await stages.findLessonProblems(botId);
  if (settings.preferences === 'require') {
    // Refused now rather than after the lessons were gathered; recipe and speed do not matter to whether there are enough.
    const recipe = recipeFor(withDefaults(settings), { rows: 1, width: 1 });
    await stages.planPreferences({ botId, recipe, wish: 'require', tokensPerSecond: 1 });
  }
  if (settings.thumbs === 'require') await stages.requireThumbs(botId);
  const base = await stages.findBase();
  if (base === undefined) return problems;
  return [...problems, ...(await findMachineProblems(machine, { needs: needsOf(base), dataDir }))];
}

type AssembleInput = Parameters<TeachDeps['stages']['assemble']>[0];

/** @throws AppError `bad_request` with what is wrong with the data */
export async function assembleOrRefuse(
  { stages }: TeachDeps,
  { actor, botId, seed, exercises, replay, thumbs, onProgress }: AssembleInput,
  signal?: AbortSignal,
): Promise<{ dataSetId: string; notes: readonly string[] }> {
  const input = { actor, botId, seed, exercises, replay, thumbs, ...(onProgress && { onProgress }) };
  const { dataSetId, problems, notes } = await stages.assemble(input, signal);
  if (problems.length > 0) throw new AppError('bad_request', problems.join(' '));
  return { dataSetId, notes };
}

/** Measures the trainer on the data set, and cuts epochs, then rows, to the time allowed. */
export async function fitRun(
  deps: TeachDeps,
  { dataSetId, settings }: { dataSetId: string; settings: RunSettings },
  signal?: AbortSignal,
): Promise<FittedRun> {
  const base = await deps.stages.openBase(signal);
  const { diskBytes } = needsOf(base);
  await requireMachine(deps.machine, { needs: needsOf(base), dataDir: deps.dataDir });
  const rows = await deps.stages.readRows(dataSetId);
  const wanted = recipeFor(settings, { rows: rows.train.length, width: base.manifest.shape.hiddenSize });
  const measured = await measure(deps, { base, rows, recipe: wanted }, signal);
  const needs = { memoryBytes: measured.memoryBytes, diskBytes };
  await requireMachine(deps.machine, { needs, dataDir: deps.dataDir });
  const effort = { rows: rows.train.length, epochs: wanted.epochs };
  const shareOf = (other: Effort) => (other.rows * other.epochs) / (effort.rows * effort.epochs);
  const secondsOf = (other: Effort) => measured.seconds * shareOf(other);
  const fitted = fitToBudget(effort, settings.maxMinutes * 60, secondsOf);
  const estimate: RunEstimateBody = {
    rows: fitted.rows,
    heldOutRows: heldOutFor(fitted.rows, rows),
    exerciseRows: Math.max(0, fitted.rows - rows.train.filter(({ spare }) => spare !== true).length),
    epochs: fitted.epochs,
    tokens: Math.round(measured.tokens * shareOf(fitted)),
    tokensPerSecond: measured.tokensPerSecond,
    minutes: secondsOf(fitted) / 60,
    ...needs,
  };
  return {
    estimate,
    notes: [...notesOnSkipped(measured, wanted), ...notesOnCuts(effort, fitted, settings.maxMinutes)],
    recipe: { ...wanted, epochs: fitted.epochs },
  };
}

async function measure(
  { stages, threads }: TeachDeps,
  { base, rows, recipe }: { base: ModelFolder; rows: TeachingRows; recipe: Recipe },
  signal?: AbortSignal,
): Promise<TrainingEstimate> {
  await using trainer = await stages.openTrainer('measure');
  return await trainer.estimate({ base, ...rows, recipe, threads }, signal);
}

/** Judging costs time too, so fewer rows are held out where fewer are learned. */
function heldOutFor(rows: number, { train, heldOut }: TeachingRows): number {
  const share = Math.ceil((heldOut.length * rows) / train.length);
  return Math.min(heldOut.length, Math.max(MIN_HELD_OUT, share));
}

function notesOnSkipped({ skipped }: TrainingEstimate, { maxTokens }: Recipe): string[] {
  if (skipped.length === 0) return [];
  return [`${skipped.length} examples are longer than ${maxTokens} tokens and are left out.`];
}

function notesOnCuts(wanted: Effort, fitted: Effort, maxMinutes: number): string[] {
  const cuts = [
    ...(fitted.epochs < wanted.epochs ? [`${fitted.epochs} of ${wanted.epochs} epochs`] : []),
    ...(fitted.rows < wanted.rows ? [`${fitted.rows} of ${wanted.rows} examples`] : []),
  ];
  if (cuts.length === 0) return [];
  return [`Cut to ${cuts.join(' and ')} to stay within ${maxMinutes} minutes.`];
}

/** A choice of `count` rows that depends on the seed and on nothing else, in the order in which they stood; `spare` ones go first. */
export function chooseRows(rows: readonly Example[], count: number, seed: number): Example[] {
  if (rows.length <= count) return [...rows];
  const rank = (row: Example) => createHash('sha256').update(`${seed}:${row.id}`).digest('hex');
  const ranked = rows
    .map((row) => ({ row, rank: `${row.spare === true ? 1 : 0}${rank(row)}` }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1));
  const chosen = new Set(ranked.slice(0, count).map(({ row }) => row));
  return rows.filter((row) => chosen.has(row));
}
