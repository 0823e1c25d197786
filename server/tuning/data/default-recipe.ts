import type { DataRecipe } from './types.ts';

/**
 * No refusals: taught 7 or 16 in a hundred, the default model declined as often what its pages answer as what they do not
 * (docs/trials/teaching.md), so that the decision before it declines alone. The size is what two cores read once in twenty minutes.
 */
export const DEFAULT_DATA_RECIPE: DataRecipe = {
  shares: { refusal: 0, nearMiss: 0.12, followUp: 0.1, paraphrase: 0.16 },
  maxRows: 800,
  heldOutShare: 0.1,
};

/** The same with this share of the untuned model's own answers; at 0 the very same, so that its sets are. */
export function recipeWithReplay(share: number): Partial<DataRecipe> {
  return share === 0 ? {} : { shares: { ...DEFAULT_DATA_RECIPE.shares, replay: share } };
}
