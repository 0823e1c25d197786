/** Numbers in [0, 1), the same for the same seed. */
export type Random = () => number;

/** mulberry32. Source: Tommy Ettinger's public-domain generator of that name. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A seed of its own for each use of one seed: streams of neighbouring numbers would otherwise be alike. */
export function seedFor(seed: number, use: number): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(use + 1, 0xc2b2ae35);
  mixed ^= mixed >>> 13;
  return Math.imul(mixed, 0x27d4eb2f) >>> 0;
}

/** The items in another order (Fisher and Yates); the given list stays as it is. */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}
