import { invariant } from '../../base/index.ts';
import type { RunPointBody } from '../../contract/index.ts';
import type { Checkpoint } from '../training/types.ts';
import { type CheckpointKind, findCheckpoint } from './checkpoints.ts';
import {
  countsOf,
  type LearnedStep,
  preferenceOf,
  type RunRow,
  type StepOutcome,
  type StepPlan,
  thumbsOf,
} from './run.ts';
import type { TeachDeps, TeachingRows, TeachStages } from './teach-deps.ts';

/** A short step after the lessons, from the adapter of what was learned before it. */
export type AfterStep = {
  /** Whose points they are on the curve of a run. */
  part: RunPointBody['part'];
  /** Its checkpoints: to go on from, and the one that it ends with. */
  kinds: { during: CheckpointKind; after: CheckpointKind };
  learnedOf(row: RunRow): LearnedStep | undefined;
  columnOf(learned: LearnedStep): Partial<RunRow>;
  readRows(stages: TeachStages, row: RunRow, plan: StepPlan): Promise<TeachingRows>;
  /** For staff, a sentence. */
  noteOf(plan: StepPlan, outcome: StepOutcome): string;
};

export const CORRECTIONS: AfterStep = {
  part: 'corrections',
  kinds: { during: 'preferring', after: 'preferred' },
  learnedOf: preferenceOf,
  columnOf: (learned) => ({ preference: JSON.stringify(learned) }),
  readRows: (stages, { bot_id }, plan) => stages.readPreferences({ botId: bot_id, plan }),
  noteOf({ train, heldOut }, { steps, margin, isKept }) {
    const corrections = `${train.length} corrections`;
    const by = margin?.toFixed(2) ?? 'unknown';
    return isKept
      ? `It learned from ${corrections} in ${steps} steps: on the ${heldOut.length} kept aside it prefers the right answer by ${by} more than before (log-probability).`
      : `What it learned from ${corrections} is left out: on the ${heldOut.length} kept aside it does not prefer the right answer more than before (${by}).`;
  },
};

export const THUMBS: AfterStep = {
  part: 'thumbs',
  kinds: { during: 'weighing', after: 'weighed' },
  learnedOf: thumbsOf,
  columnOf: (learned) => ({ thumbs: JSON.stringify(learned) }),
  readRows: (stages, { data_set_id }, plan) => stages.readThumbs({ dataSetId: data_set_id ?? '', plan }),
  noteOf(plan, { steps, margin, isKept }) {
    const { up, down } = countsOf(plan);
    const by = margin?.toFixed(2) ?? 'unknown';
    const aside = plan.heldOut.length;
    return isKept
      ? `It learned from ${up} thumbs up and ${down} down in ${steps} steps: on the ${aside} kept aside liked answers have become ${by} likelier than disliked ones (log-probability).`
      : `What it learned from ${up} thumbs up and ${down} down is left out: on the ${aside} kept aside liked answers have not become likelier than disliked ones (${by}).`;
  },
};

/** In the order in which a run takes them. */
const AFTER_STEPS: readonly AfterStep[] = [CORRECTIONS, THUMBS];

/**
 * The adapter of all that a run has learned: of the last step that is kept, else of the lessons; `before` looks at what came before
 * that step alone. `goBackToWhole` has seen to it that it is there.
 */
export async function getLearned(
  deps: Pick<TeachDeps, 'store' | 'dataDir'>,
  row: RunRow,
  before?: AfterStep,
): Promise<Checkpoint> {
  const kind = keptSteps(row, before).at(-1)?.kinds.after ?? 'final';
  const checkpoint = await findCheckpoint(deps, { runId: row.id, kind });
  invariant(checkpoint, 'What was learned is kept until it is merged.');
  return checkpoint;
}

/** What comes before a step, as its points are named. */
export function partsBefore({ part }: AfterStep): readonly RunPointBody['part'][] {
  const parts = ['lessons', ...AFTER_STEPS.map((step) => step.part)] as const;
  return parts.slice(0, parts.indexOf(part));
}

/** The steps of a run that count, in order. */
export function keptSteps(row: RunRow, before?: AfterStep): readonly AfterStep[] {
  const steps = before ? AFTER_STEPS.slice(0, AFTER_STEPS.indexOf(before)) : AFTER_STEPS;
  return steps.filter((step) => step.learnedOf(row)?.outcome?.isKept);
}
