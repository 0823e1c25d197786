import type { Objective, Recipe } from '../training/types.ts';

/** What people prefer is little, and is learned on top of what a run has learned: gently, and not often. */
const RATE_SHARE = 0.1;
/** At this rate fewer steps move nothing, and more rounds learn by heart. */
const MIN_STEPS = 12;
const MAX_EPOCHS = 6;

/** How a step after the lessons is learned, from how they were. */
export function stepRecipe(
  recipe: Recipe,
  { rows, minEpochs, objective }: { rows: number; minEpochs: number; objective: Objective },
): Recipe {
  const steps = Math.ceil(rows / recipe.batchRows);
  const epochs = Math.min(MAX_EPOCHS, Math.max(minEpochs, Math.ceil(MIN_STEPS / steps)));
  return { ...recipe, learningRate: recipe.learningRate * RATE_SHARE, epochs, objective };
}
