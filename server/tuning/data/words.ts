import { FUNCTION_WORDS, wordSet } from '../../base/index.ts';
import { normalisedText } from '../lessons/question-key.ts';

const STOP_WORDS: ReadonlySet<string> = new Set([
  ...FUNCTION_WORDS,
  ...wordSet('he hello her hi his just may please she some such thank thanks'),
]);

/**
 * Distinct words that carry meaning, endings cut roughly: by rules of its own, on which it depends what a data set drops and in
 * which order a prompt has its lines. With those of searching or answering, the same seed would give other data sets.
 */
export function keyWords(text: string): Set<string> {
  const words = normalisedText(text).split(' ');
  return new Set(words.filter((word) => word !== '' && !STOP_WORDS.has(word)).map(rootOf));
}

/** How much of the second text's words the first has, 0 to 1. */
export function overlap(text: string, wanted: string): number {
  const has = keyWords(text);
  const wants = [...keyWords(wanted)];
  return wants.length === 0 ? 0 : wants.filter((word) => has.has(word)).length / wants.length;
}

/** Words in both of all words in either, 0 to 1; of what `keyWords` gives. */
export function likeness(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const shared = [...left].filter((word) => right.has(word)).length;
  const all = left.size + right.size - shared;
  return all === 0 ? 1 : shared / all;
}

function rootOf(word: string): string {
  return word.length > 4 ? word.replace(/(?:ing|ed|es|s)$/, '') : word;
}
