import type { Preset } from '../../contract/index.ts';
import type { Recipe } from '../training/types.ts';
import type { RunSettings } from './run.ts';

type PresetNumbers = { epochs: number; learningRateShare: number; patience: number };

/** What the three names stand for. The share is of the learning rate that suits the model's size. */
const PRESET_NUMBERS: Record<Preset, PresetNumbers> = {
  gentle: { epochs: 1, learningRateShare: 0.4, patience: 2 },
  balanced: { epochs: 2, learningRateShare: 1, patience: 3 },
  thorough: { epochs: 3, learningRateShare: 1, patience: 3 },
};

/** From here on different rows teach more than the same ones again: one epoch less (measured: docs/trials/teaching.md). */
const MANY_ROWS = 400;

/** Below this many rows a low rank generalises better. */
const FEW_ROWS = 200;
const LOW_RANK = 8;
const HIGH_RANK = 16;

/** Learning rates for a width of 576 (135M parameters) and of 2,048 (1.7B); log-linear between. */
const SMALL = { width: 576, learningRate: 8e-4 };
const LARGE = { width: 2048, learningRate: 2e-4 };

export type RecipeFacts = {
  /** Rows to learn from. */
  rows: number;
  /** Hidden size of the base model. */
  width: number;
};

/** The recipe of a preset for this much data and this model, with what the person chose in its place. */
export function recipeFor(settings: RunSettings, { rows, width }: RecipeFacts): Recipe {
  const numbers = PRESET_NUMBERS[settings.preset];
  const epochs = Math.max(1, numbers.epochs - (rows < MANY_ROWS ? 0 : 1));
  const rank = settings.rank ?? (rows < FEW_ROWS ? LOW_RANK : HIGH_RANK);
  return {
    rank,
    alpha: 2 * rank,
    learningRate: settings.learningRate ?? learningRateFor(width) * numbers.learningRateShare,
    epochs: settings.epochs ?? epochs,
    batchRows: 8,
    warmUpShare: 0.08,
    weightDecay: 0.01,
    clipNorm: 1,
    maxTokens: 1024,
    evaluationsPerEpoch: 2,
    patience: numbers.patience,
    seed: settings.seed,
  };
}

function learningRateFor(width: number): number {
  const span = Math.log(LARGE.width / SMALL.width);
  const share = Math.min(1, Math.max(0, Math.log(width / SMALL.width) / span));
  return SMALL.learningRate * (LARGE.learningRate / SMALL.learningRate) ** share;
}
