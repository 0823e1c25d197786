import type { DataRecipe } from './types.ts';

/** `design/tuning.md`, "Data". A set of this size is read about twice in twenty minutes on two cores. */
export const DEFAULT_DATA_RECIPE: DataRecipe = {
  shares: { refusal: 0.16, nearMiss: 0.1, followUp: 0.08, paraphrase: 0.16 },
  maxRows: 600,
  heldOutShare: 0.1,
};
