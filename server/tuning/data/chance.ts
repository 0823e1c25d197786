import { createHash } from 'node:crypto';

/**
 * A number in [0, 1) that depends on the seed and the thing alone, not on what was drawn before: another lesson in the
 * set changes nothing about the others.
 */
export function chance(seed: number, ...about: readonly string[]): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([seed, ...about]))
    .digest();
  return digest.readUInt32LE(0) / 2 ** 32;
}

/** One of the choices, the same for the same seed and thing. */
export function pick<T>(choices: readonly [T, ...T[]], seed: number, ...about: readonly string[]): T {
  return choices[Math.floor(chance(seed, ...about) * choices.length)] ?? choices[0];
}

/** In an order that depends on the seed and each item's key alone. */
export function shuffled<T>(items: readonly T[], seed: number, keyOf: (item: T) => string): T[] {
  return items
    .map((item) => ({ item, at: chance(seed, keyOf(item)) }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}
