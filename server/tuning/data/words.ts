import { normalisedText } from '../lessons/question-key.ts';

const FUNCTION_WORDS = new Set(
  `a an and are as at be but by can could did do does for from had has have he her his i if in may is it its me my of
  on or our she should so such that the their them there these they this to was we were which will
  with would you your any some please hi hello thanks thank just`.split(/\s+/),
);

/** Distinct words that carry meaning, endings cut roughly. */
export function keyWords(text: string): Set<string> {
  const words = normalisedText(text).split(' ');
  return new Set(words.filter((word) => word !== '' && !FUNCTION_WORDS.has(word)).map(rootOf));
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
