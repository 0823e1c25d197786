import type { Recipe } from '../training/types.ts';

/**
 * How the cross-encoder is taught. All matrices are trained, so that rank and alpha say nothing. Chosen on the sixteen organisations
 * of `knowledge/readings`; measured on others (docs/evaluation.md).
 */
export const CROSS_ENCODER_RECIPE: Recipe = {
  rank: 1,
  alpha: 1,
  learningRate: 5e-5,
  epochs: 4,
  batchRows: 16,
  warmUpShare: 0.1,
  weightDecay: 0.01,
  clipNorm: 1,
  maxTokens: 512,
  evaluationsPerEpoch: 1,
  patience: Number.MAX_SAFE_INTEGER,
  seed: 1,
};

/** Some twenty rows run together. */
export const TOKENS_PER_RUN = 2048;
