import { Tensor } from 'onnxruntime-node';
import { invariant } from '../../base/index.ts';

/** What is run as one sequence, as token ids. */
export type TrainingRow = {
  ids: readonly number[];
  /**
   * How much of it is judged, at least 1: of a conversation the last so many ids, its answer; of a reading the last id; of a
   * text by itself the entries of its vector.
   */
  targets: number;
  /** Weight of each target; left out means 1 each. */
  weights?: Float32Array;
};

/** The token that fills a row up; nothing looks at it. */
const PADDING = 0n;

/** Conversations as the training graph takes them, padded to the longest. A row's last token is a target only, never read. */
export function trainingFeeds(rows: readonly TrainingRow[]): Record<string, Tensor> {
  const length = Math.max(...rows.map(({ ids }) => ids.length - 1));
  const targets = countTargets(rows);
  const tokens = new BigInt64Array(rows.length * length).fill(PADDING);
  const positions = new BigInt64Array(targets);
  const labels = new BigInt64Array(targets);
  const weights = new Float32Array(targets).fill(1);
  let target = 0;
  for (const [index, row] of rows.entries()) {
    const answerStart = row.ids.length - row.targets;
    invariant(row.targets >= 1 && answerStart >= 1, 'A row has an answer to learn, and something before it.');
    const start = index * length;
    row.ids.forEach((id, at) => {
      if (at < row.ids.length - 1) tokens[start + at] = BigInt(id);
      if (at < answerStart) return;
      positions[target] = BigInt(start + at - 1);
      labels[target] = BigInt(id);
      weights[target] = row.weights?.[at - answerStart] ?? 1;
      target++;
    });
  }
  return {
    input_ids: new Tensor('int64', tokens, [rows.length, length]),
    target_positions: new Tensor('int64', positions, [targets]),
    target_ids: new Tensor('int64', labels, [targets]),
    target_weights: new Tensor('float32', weights, [targets]),
  };
}

export function countTargets(rows: readonly TrainingRow[]): number {
  return rows.reduce((sum, { targets }) => sum + targets, 0);
}
