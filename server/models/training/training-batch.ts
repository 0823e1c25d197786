import { Tensor } from 'onnxruntime-node';
import { invariant } from '../../base/index.ts';

/** One conversation as token ids; those from `answerStart` on are to be learned. */
export type TrainingRow = {
  ids: readonly number[];
  /** At least 1: what comes first cannot be foretold. */
  answerStart: number;
  /** Weight of each target, `ids.length - answerStart` of them; left out means 1 each. */
  weights?: Float32Array;
};

/** The token that fills a row up; nothing looks at it. */
const PADDING = 0n;

/** Rows as the training graph takes them, padded to the longest. A row's last token is a target only, never read. */
export function trainingFeeds(rows: readonly TrainingRow[]): Record<string, Tensor> {
  const length = Math.max(...rows.map(({ ids }) => ids.length - 1));
  const targets = countTargets(rows);
  const tokens = new BigInt64Array(rows.length * length).fill(PADDING);
  const positions = new BigInt64Array(targets);
  const labels = new BigInt64Array(targets);
  const weights = new Float32Array(targets).fill(1);
  let target = 0;
  for (const [index, row] of rows.entries()) {
    invariant(row.answerStart >= 1 && row.answerStart < row.ids.length, 'A row has something to learn.');
    const start = index * length;
    row.ids.forEach((id, at) => {
      if (at < row.ids.length - 1) tokens[start + at] = BigInt(id);
      if (at < row.answerStart) return;
      positions[target] = BigInt(start + at - 1);
      labels[target] = BigInt(id);
      weights[target] = row.weights?.[at - row.answerStart] ?? 1;
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
  return rows.reduce((sum, { ids, answerStart }) => sum + ids.length - answerStart, 0);
}
