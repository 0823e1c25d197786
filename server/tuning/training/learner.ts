import type { TrainingRow, TrainingSession } from '../../models/index.ts';

/**
 * An example as token ids: one row; or the preferred one and the rejected one; or the judged one and that of another question's
 * answer; or a question, the line that answers it, and lines that do not.
 */
export type EncodedExample = { id: string; rows: readonly TrainingRow[]; liked?: boolean };

export type LearningSession = Pick<TrainingSession, 'tensors' | 'pretrained' | 'learn' | 'judge'>;

/** Called between two runs of the graph; throws to stop. */
export type Pause = () => Promise<void>;

/** What is to become small. Losses are means: by token where answers are learned, by pair, answer or question where they are compared. */
export type Learner = {
  /** The loss of the examples; `gradient`, which is zero before, becomes its gradient. */
  learn(examples: readonly EncodedExample[], trained: Float32Array, gradient: Float32Array): Promise<Learned>;
  /** The loss alone. */
  judge(examples: readonly EncodedExample[], trained: Float32Array): Promise<Learned>;
};

/** `margin` of preferences: how much more than the reference the better answer is preferred, in nats; mean by pair, or of liked answers less that of disliked ones. Of lines: see `ContrastLoss`. */
export type Learned = { loss: number; margin: number | null };

export type LearnerOptions = {
  /** What a preference is measured against. */
  reference: Float32Array;
  /** Tokens that run together, padding included: bounds the memory of a run. */
  tokensPerRun: number;
  pause: Pause;
};
