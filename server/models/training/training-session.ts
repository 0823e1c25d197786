import type { TrainedTensor } from '../../graph/index.ts';
import type { TrainingRow } from './training-batch.ts';

/**
 * A base model with a hole for what is trained: an adapter, or matrices of its own. That is one vector, `trained`, its tensors end to end in the
 * order of `tensors`.
 * Every call blocks the thread, for seconds with many tokens.
 */
export type TrainingSession = AsyncDisposable & {
  readonly tensors: readonly TrainedTensor[];
  /** The tensors as they were pretrained, where training goes on from them; an adapter begins afresh. */
  readonly pretrained?: Float32Array;
  /**
   * What is judged of the rows, weighted and summed over their targets; adds the gradient of that sum to `gradient`. Rows are
   * padded to the longest: give rows of like lengths.
   */
  learn(rows: readonly TrainingRow[], trained: Float32Array, gradient: Float32Array): Promise<number>;
  /** Of each target, row after row, `-log p`, or the entry of a text's vector; weights do not count. */
  judge(rows: readonly TrainingRow[], trained: Float32Array): Promise<Float32Array>;
};
