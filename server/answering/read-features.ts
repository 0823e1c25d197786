import type { WeighedToken } from '../models/index.ts';

/**
 * What a language model makes of the question, in nats a token. `gain` is how much likelier its words are once the pages are read:
 * on the whole, over the two that gain least, with no token counting for more than 2, and of those alone that are less likely then.
 * `readLikelihood` is how likely they are then.
 */
export const READ_FEATURES = [
  'readGain',
  'readLeastGain',
  'readCappedGain',
  'readLoss',
  'readLikelihood',
] as const;
export type ReadFeature = (typeof READ_FEATURES)[number];

/** A name that the pages repeat gains more than all else together. */
const MOST_GAIN = 2;
const LEAST_COUNT = 2;

export function readFeatures(tokens: readonly WeighedToken[]): Record<ReadFeature, number> {
  const gains = tokens.map(({ given, alone }) => given - alone);
  const least = gains.toSorted((one, other) => one - other).slice(0, LEAST_COUNT);
  return {
    readGain: mean(gains),
    readLeastGain: mean(least),
    readCappedGain: mean(gains.map((gain) => Math.min(gain, MOST_GAIN))),
    readLoss: mean(gains.map((gain) => Math.min(gain, 0))),
    readLikelihood: mean(tokens.map(({ given }) => given)),
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
