import { wordsOf } from '../../base/index.ts';

/** Two passages with more than this share of their word triples in common say the same. */
const SAME_SHARE = 0.9;

/**
 * The first `limit` passages that differ: of those that say the same the first is kept, as when a page was added twice. Passages that differ in a number are
 * kept apart: an old price and a new one are not the same.
 */
export function mergeDuplicates<T extends { text: string }>(ranked: readonly T[], limit: number): T[] {
  const kept: { item: T; triples: Set<string>; numbers: string }[] = [];
  for (const item of ranked) {
    if (kept.length >= limit) break;
    const triples = triplesOf(item.text);
    const numbers = (item.text.match(/\d+(?:[.,]\d+)*/g) ?? []).join(' ');
    const isRepeat = kept.some(
      (other) => other.numbers === numbers && overlap(other.triples, triples) > SAME_SHARE,
    );
    if (!isRepeat) kept.push({ item, triples, numbers });
  }
  return kept.map(({ item }) => item);
}

/** Share of their word triples that two texts have in common, 0 to 1. */
export function wordOverlap(one: string, other: string): number {
  return overlap(triplesOf(one), triplesOf(other));
}

function triplesOf(text: string): Set<string> {
  const words = wordsOf(text);
  if (words.length < 3) return new Set([words.join(' ')]);
  return new Set(words.slice(2).map((word, index) => `${words[index]} ${words[index + 1]} ${word}`));
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const triple of a) if (b.has(triple)) shared += 1;
  return shared / (a.size + b.size - shared);
}
