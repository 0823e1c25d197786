import { invariant } from '../../base/index.ts';
import type { TrainingRow } from '../../models/index.ts';
import { microBatches } from '../optimise/plan.ts';
import type { LearnerOptions, LearningSession } from './learner.ts';

/** Cross entropy of each row, summed over its targets. */
export async function judgeRows(
  session: LearningSession,
  rows: readonly TrainingRow[],
  trained: Float32Array,
  options: LearnerOptions,
): Promise<number[]> {
  const judged = await judgeTargets(session, rows, trained, options);
  return judged.map((targets) => targets.reduce((sum, loss) => sum + loss, 0));
}

/** What the session says of each target of each row, however the rows are cut into runs. */
export async function judgeTargets(
  session: LearningSession,
  rows: readonly TrainingRow[],
  trained: Float32Array,
  options: LearnerOptions,
): Promise<Float32Array[]> {
  const result = rows.map(() => new Float32Array());
  for (const group of placesOf(rows, options)) {
    await options.pause();
    const judged = await session.judge(
      group.map((place) => rowAt(rows, place)),
      trained,
    );
    let at = 0;
    for (const place of group) {
      const end = at + rowAt(rows, place).targets;
      result[place] = judged.slice(at, end);
      at = end;
    }
  }
  return result;
}

/** The weighted loss of all rows together, however they are cut into runs; their gradient is added to `gradient`. */
export async function learnRows(
  session: LearningSession,
  rows: readonly TrainingRow[],
  { trained, gradient }: { trained: Float32Array; gradient: Float32Array },
  options: LearnerOptions,
): Promise<number> {
  let loss = 0;
  for (const group of placesOf(rows, options)) {
    await options.pause();
    loss += await session.learn(
      group.map((place) => rowAt(rows, place)),
      trained,
      gradient,
    );
  }
  return loss;
}

function placesOf(rows: readonly TrainingRow[], { tokensPerRun }: LearnerOptions): number[][] {
  return microBatches(
    rows.map(({ ids }) => ids.length),
    tokensPerRun,
  );
}

function rowAt(rows: readonly TrainingRow[], place: number): TrainingRow {
  const row = rows[place];
  invariant(row, 'A group holds places of its list.');
  return row;
}

export function weighted(row: TrainingRow, weight: number): TrainingRow {
  return { ...row, weights: new Float32Array(row.targets).fill(weight) };
}
