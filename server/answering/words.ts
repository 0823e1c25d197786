import { EMPTY_WORDS, wordSet, wordsOf } from '../base/index.ts';

/** Words that carry no topic: left out wherever overlap is measured. */
const STOP_WORDS: ReadonlySet<string> = new Set([
  ...EMPTY_WORDS,
  ...wordSet('able arent didnt during few itself never none shall youre youve'),
]);

/** `wordsOf` with accents folded: visitors and models write `cafe` of a page's `café`. */
export function words(text: string): string[] {
  return wordsOf(text.normalize('NFKD').replace(/\p{M}/gu, ''));
}

/** Stems of the words that carry meaning, in order, repeats kept. */
export function contentStems(text: string): string[] {
  return words(text)
    .filter((word) => !STOP_WORDS.has(word))
    .map(stem);
}

/** The same, each once. */
export function stemSet(text: string): Set<string> {
  return new Set(contentStems(text));
}

/**
 * A light suffix stripper: enough to match `returned`, `returns` and `return`; not linguistics. It cuts more than the `stemOf` of
 * `knowledge`, which says why.
 */
export function stem(word: string): string {
  if (word.length <= 3 || /\p{N}/u.test(word)) return word;
  const plural = word
    .replace(/ies$/, 'y')
    .replace(/(ss|sh|ch|x|z)es$/, '$1')
    .replace(/([^su])s$/, '$1');
  const stripped = plural
    .replace(/(?:ational|ation|ment|ness|able|ible)$/, (suffix) => keepIfShort(plural, suffix))
    .replace(/(?:ing|edly|ed|ly|er)$/, (suffix) => keepIfShort(plural, suffix));
  return stripped.replace(/(?<!^)([bdfgkmnprt])\1$/, '$1').replace(/(?<=..)e$/, '');
}

function keepIfShort(word: string, suffix: string): string {
  return word.length - suffix.length >= 3 ? '' : suffix;
}

/** How much of `wanted` (stems) is in `found`, 0 to 1, each distinct stem weighed by `weight`; 1 when nothing is wanted. */
export function coverage(
  wanted: readonly string[],
  found: ReadonlySet<string>,
  weight: (stem: string) => number = () => 1,
): number {
  let total = 0;
  let covered = 0;
  for (const item of new Set(wanted)) {
    total += weight(item);
    if (found.has(item)) covered += weight(item);
  }
  return total === 0 ? 1 : covered / total;
}

/** Stems of what asks for an amount, and is not what it is an amount of. */
export const AMOUNT_STEMS: ReadonlySet<string> = new Set(
  ['much', 'many', 'long', 'often', 'far', 'soon', 'time'].map(stem),
);
