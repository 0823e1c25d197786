import { invariant } from '../../base/index.ts';
import { deleteCheckpoints, findCheckpoint } from './checkpoints.ts';
import { listPoints } from './points.ts';
import { preferenceOf, type RunPreference, type RunRow } from './run.ts';
import type { TeachDeps } from './teach-deps.ts';
import { recordTraining } from './train-run.ts';

/**
 * Learns a run's corrections as preferences, from the adapter that its lessons gave, and from its last checkpoint where there is
 * one. What it brought counts where those kept aside moved the right way; otherwise the lessons' adapter is the run's result.
 */
export async function preferRun(deps: TeachDeps, row: RunRow, signal: AbortSignal): Promise<RunPreference> {
  const { stages, threads } = deps;
  const preference = preferenceOf(row);
  const learned = await findCheckpoint(deps, { runId: row.id, kind: 'final' });
  invariant(preference && learned && row.data_set_id, 'Preferences are learned after the lessons.');
  const { plan } = preference;
  const base = await stages.openBase(signal);
  const rows = await stages.readPreferences({ botId: row.bot_id, plan });
  const { replay } = await stages.readRows(row.data_set_id);
  const resume = await findCheckpoint(deps, { runId: row.id, kind: 'preferring' });
  await using trainer = await stages.openTrainer('train');
  const input = {
    base,
    ...rows,
    recipe: plan.recipe,
    threads,
    start: learned.adapter,
    ...(replay && { replay }),
  };
  const events = trainer.train({ ...input, ...(resume && { resume }) }, signal);
  const kinds = { during: 'preferring', after: 'preferred' } as const;
  const { steps } = await recordTraining(deps, row, {
    events,
    kinds,
    firstStep: await lastLessonStep(deps, row),
  });
  const margin = await marginOf(deps, row);
  const isKept = plan.heldOut.length === 0 || (margin !== null && margin > 0);
  if (!isKept) await deleteCheckpoints(deps, { runId: row.id, keep: ['final'] });
  return { plan, outcome: { steps, margin, isKept } };
}

/** Steps of preferences come after those of the lessons, and have a margin. */
async function lastLessonStep(deps: TeachDeps, { id: runId }: RunRow): Promise<number> {
  const points = await listPoints(deps, { runId });
  return points.findLast(({ margin }) => margin === null)?.step ?? 0;
}

/** Of the adapter that was taken: the one with the lowest loss on those kept aside. */
async function marginOf(deps: TeachDeps, { id: runId }: RunRow): Promise<number | null> {
  const points = (await listPoints(deps, { runId })).filter(({ margin }) => margin !== null);
  const judged = points.filter(({ heldOutLoss }) => heldOutLoss !== null);
  const [best] = judged.toSorted((one, other) => (one.heldOutLoss ?? 0) - (other.heldOutLoss ?? 0));
  return (best ?? points.at(-1))?.margin ?? null;
}

/** For staff, a sentence. */
export function preferenceNote({ plan, outcome }: RunPreference): string {
  const corrections = `${plan.train.length} corrections`;
  if (!outcome) return `It is to learn from ${corrections}.`;
  const margin = outcome.margin?.toFixed(2) ?? 'unknown';
  return outcome.isKept
    ? `It learned from ${corrections} in ${outcome.steps} steps: on the ${plan.heldOut.length} kept aside it prefers the right answer by ${margin} more than before (log-probability).`
    : `What it learned from ${corrections} is left out: on the ${plan.heldOut.length} kept aside it does not prefer the right answer more than before (${margin}).`;
}
