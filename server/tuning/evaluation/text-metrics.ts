import { longestCommonSubsequence } from '../../base/index.ts';

/**
 * ROUGE-L as F1 over the longest common subsequence of words: lower case, letters and digits only, no stemming
 * (the `rouge_score` package without its stemmer). 0 to 1. That package knows Latin letters without accents alone; words of
 * other scripts count here too, a character each where nothing is written between words.
 */
export function rougeL(candidate: string, reference: string): number {
  const found = rougeWords(candidate);
  const wanted = rougeWords(reference);
  return f1(longestCommonSubsequence(found, wanted), found.length, wanted.length);
}

const UNSPACED = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}';
const OTHER = `(?![\\p{Script=Latin}${UNSPACED}])`;
const ROUGE_WORD = new RegExp(`[a-z0-9]+|[${UNSPACED}]|${OTHER}\\p{L}(?:${OTHER}[\\p{L}\\p{M}])*`, 'gu');

function rougeWords(text: string): string[] {
  return text.toLowerCase().match(ROUGE_WORD) ?? [];
}

const CHRF_ORDER = 6;
const CHRF_BETA = 2;

/**
 * chrF2 of one sentence as sacrebleu computes it (character 1- to 6-grams, white space removed, beta 2, orders that
 * either side lacks left out), divided by 100. 0 to 1.
 */
export function chrF(candidate: string, reference: string): number {
  const hypothesis = [...candidate.replace(/\s+/g, '')];
  const wanted = [...reference.replace(/\s+/g, '')];
  let precision = 0;
  let recall = 0;
  let orders = 0;
  for (let order = 1; order <= CHRF_ORDER; order += 1) {
    const found = gramCounts(hypothesis, order);
    const expected = gramCounts(wanted, order);
    if (found.total === 0 || expected.total === 0) continue;
    const shared = overlap(found.counts, expected.counts);
    precision += shared / found.total;
    recall += shared / expected.total;
    orders += 1;
  }
  if (orders === 0 || precision + recall === 0) return 0;
  const weight = CHRF_BETA ** 2;
  const meanPrecision = precision / orders;
  const meanRecall = recall / orders;
  return ((1 + weight) * meanPrecision * meanRecall) / (weight * meanPrecision + meanRecall);
}

function gramCounts(
  characters: readonly string[],
  order: number,
): { counts: Map<string, number>; total: number } {
  const grams = characters
    .slice(order - 1)
    .map((_, start) => characters.slice(start, start + order).join(''));
  return { counts: countOf(grams), total: grams.length };
}

/** F1 over the bag of words, normalised as SQuAD does: lower case, no punctuation, no articles. 0 to 1. */
export function tokenF1(candidate: string, reference: string): number {
  const found = squadWords(candidate);
  const wanted = squadWords(reference);
  if (found.length === 0 || wanted.length === 0) return found.length === wanted.length ? 1 : 0;
  return f1(overlap(countOf(found), countOf(wanted)), found.length, wanted.length);
}

function squadWords(text: string): string[] {
  const plain = text
    .toLowerCase()
    .replace(/[!-/:-@[-`{-~]/g, '')
    .replace(/\b(?:a|an|the)\b/g, ' ');
  return plain.split(/\s+/).filter((word) => word !== '');
}

function f1(shared: number, found: number, wanted: number): number {
  return shared === 0 ? 0 : (2 * shared) / (found + wanted);
}

function countOf(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function overlap(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let shared = 0;
  for (const [item, count] of one) shared += Math.min(count, other.get(item) ?? 0);
  return shared;
}
