import { createRandom } from '../optimise/random.ts';

/** A measure over items, with the bootstrap's 95 % interval; null where it is not defined (no items of a kind). */
export type Estimate = { value: number; low: number; high: number; items: number } | null;

export type BootstrapOptions = { resamples?: number; seed?: number };

const RESAMPLES = 1_000;
const SEED = 20_240_229;
const LOW = 0.025;
const HIGH = 0.975;

/**
 * Percentile bootstrap by question: items are drawn with replacement, the measure is taken on each draw. The same items
 * and seed give the same interval. Draws on which the measure is undefined are left out.
 */
export function estimate<Item>(
  items: readonly Item[],
  measure: (items: readonly Item[]) => number,
  { resamples = RESAMPLES, seed = SEED }: BootstrapOptions = {},
): Estimate {
  const value = items.length === 0 ? Number.NaN : measure(items);
  if (!Number.isFinite(value)) return null;
  const random = createRandom(seed);
  const draws: number[] = [];
  for (let draw = 0; draw < resamples; draw += 1) {
    const sample = measure(items.map((item) => items[Math.floor(random() * items.length)] ?? item));
    if (Number.isFinite(sample)) draws.push(sample);
  }
  draws.sort((one, other) => one - other);
  return { value, low: quantile(draws, LOW), high: quantile(draws, HIGH), items: items.length };
}

/** The mean of a value per item, as a measure. */
export function mean<Item>(of: (item: Item) => number): (items: readonly Item[]) => number {
  return (items) => items.reduce((sum, item) => sum + of(item), 0) / items.length;
}

/** Linear interpolation between the two nearest of sorted values. */
export function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}
