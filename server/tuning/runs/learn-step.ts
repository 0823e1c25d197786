import { invariant } from '../../base/index.ts';
import { type AfterStep, getLearned, keptSteps, partsBefore } from './after-steps.ts';
import { deleteCheckpoints, findCheckpoint } from './checkpoints.ts';
import { listPoints } from './points.ts';
import type { RunRow, StepOutcome } from './run.ts';
import type { TeachDeps } from './teach-deps.ts';
import { recordTraining } from './train-run.ts';

/**
 * Learns a step that comes after a run's lessons, from the adapter of what it learned before, and from the step's last checkpoint
 * where there is one. What it brought counts where the rows kept aside moved the right way; otherwise the adapter before it stays.
 */
export async function learnStep(
  deps: TeachDeps,
  row: RunRow,
  step: AfterStep,
  signal: AbortSignal,
): Promise<StepOutcome> {
  const { stages, threads } = deps;
  const { part, kinds } = step;
  const plan = step.learnedOf(row)?.plan;
  const before = await getLearned(deps, row, step);
  invariant(plan && row.data_set_id, 'Such a step comes after the lessons.');
  const base = await stages.openBase(signal);
  const rows = await step.readRows(stages, row, plan);
  const { replay } = await stages.readRows(row.data_set_id);
  const resume = await findCheckpoint(deps, { runId: row.id, kind: kinds.during });
  await using trainer = await stages.openTrainer('train');
  const input = {
    base,
    ...rows,
    recipe: plan.recipe,
    threads,
    start: before.adapter,
    ...(replay && { replay }),
  };
  const events = trainer.train({ ...input, ...(resume && { resume }) }, signal);
  const { steps } = await recordTraining(deps, row, {
    events,
    kinds,
    part,
    firstStep: await lastStepBefore(deps, row, step),
  });
  const margin = await marginOf(deps, row, part);
  const isKept = plan.heldOut.length === 0 || (margin !== null && margin > 0);
  if (!isKept) {
    const kept = keptSteps(row, step).map((other) => other.kinds.after);
    await deleteCheckpoints(deps, { runId: row.id, keep: ['final', ...kept] });
  }
  return { steps, margin, isKept };
}

/** Of what the run learned before: its steps are counted through. */
async function lastStepBefore(deps: TeachDeps, { id: runId }: RunRow, step: AfterStep): Promise<number> {
  const points = await listPoints(deps, { runId });
  const parts = partsBefore(step);
  return points.findLast((point) => parts.includes(point.part))?.step ?? 0;
}

/** Of the adapter that was taken: the one with the lowest loss on those kept aside. */
async function marginOf(
  deps: TeachDeps,
  { id: runId }: RunRow,
  part: AfterStep['part'],
): Promise<number | null> {
  const points = (await listPoints(deps, { runId })).filter((point) => point.part === part);
  const judged = points.filter(({ heldOutLoss }) => heldOutLoss !== null);
  const [best] = judged.toSorted((one, other) => (one.heldOutLoss ?? 0) - (other.heldOutLoss ?? 0));
  return (best ?? points.at(-1))?.margin ?? null;
}
