import type { PreferenceWish } from '../../contract/index.ts';
import type { Example, Objective, Recipe } from '../training/types.ts';

/** What people prefer is little, and is learned on top of what a run has learned: gently, and not often. */
const RATE_SHARE = 0.1;
/** At this rate fewer steps move nothing, and more rounds learn by heart. */
const MIN_STEPS = 12;
const MAX_EPOCHS = 6;
/** Roughly, in English. */
const CHARACTERS_A_TOKEN = 4;
/** Reading a row without learning from it, beside learning it. */
const READING = 0.4;

/** What a step after the lessons is planned by. */
export type StepAsked = {
  /** Of the lessons. */
  recipe: Recipe;
  wish: PreferenceWish;
  /** As was measured. */
  tokensPerSecond: number;
};

/** How a step after the lessons is learned, from how they were. */
export function stepRecipe(
  recipe: Recipe,
  { rows, minEpochs, objective }: { rows: number; minEpochs: number; objective: Objective },
): Recipe {
  const steps = Math.ceil(rows / recipe.batchRows);
  const epochs = Math.min(MAX_EPOCHS, Math.max(minEpochs, Math.ceil(MIN_STEPS / steps)));
  return { ...recipe, learningRate: recipe.learningRate * RATE_SHARE, epochs, objective };
}

export type StepWork = {
  train: readonly Example[];
  heldOut: readonly Example[];
  /** Conversations of an example that are learned from, and that are read to weigh them. */
  rows: { learned: number; read: number };
} & Pick<StepAsked, 'recipe' | 'tokensPerSecond'>;

/** Whole minutes that a step takes, at least one: the reference reads all once, and each epoch reads before it learns. */
export function minutesOfStep({ train, heldOut, recipe, rows, tokensPerSecond }: StepWork): number {
  const [learned, judged] = [tokensOf(train), tokensOf(heldOut)];
  const { epochs, evaluationsPerEpoch } = recipe;
  const read = READING * rows.read;
  const reference = read * (learned + judged);
  const tokens = reference + epochs * ((rows.learned + read) * learned + evaluationsPerEpoch * read * judged);
  return Math.max(1, Math.round(tokens / tokensPerSecond / 60));
}

function tokensOf(examples: readonly Example[]): number {
  const characters = examples.flatMap(({ messages }) => messages.map(({ content }) => content.length));
  return characters.reduce((sum, count) => sum + count, 0) / CHARACTERS_A_TOKEN;
}
