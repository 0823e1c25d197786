import type { Recipe } from '../training/types.ts';

/**
 * How the cross-encoder is taught. All matrices are trained, so that rank and alpha say nothing (docs/trials/cross-encoder.md).
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
  // Pairs are cut before, and have a label.
  maxTokens: Number.MAX_SAFE_INTEGER,
  evaluationsPerEpoch: 1,
  patience: Number.MAX_SAFE_INTEGER,
  seed: 1,
};

/** All rows of a step run together. */
export const READING_TOKENS_PER_RUN = 2048;

/** What the trainer takes at its peak, with some air. */
export const TEACHING_MEMORY_BYTES = 2.5e9;

/** Raised whenever the same recipe and readings would teach something else. */
export const TEACHING_VERSION = 1;

/**
 * How the bi-encoder is taught, all matrices too (docs/retrieval.md). A second epoch added nothing.
 */
export const BI_ENCODER_RECIPE: Recipe = {
  ...CROSS_ENCODER_RECIPE,
  learningRate: 3e-5,
  epochs: 1,
  objective: { kind: 'contrast', scale: 20 },
};

/** The texts of a step run a few at a time, those of like lengths together. */
export const RANKING_TOKENS_PER_RUN = 512;

/** As `TEACHING_VERSION`. */
export const BI_TEACHING_VERSION = 1;
