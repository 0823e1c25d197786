import { wordSet } from '../../base/index.ts';
import { normalisedText } from '../lessons/question-key.ts';
import type { Asked } from './asked.ts';
import { contradict, numbersIn } from './contradict.ts';
import { keyWords } from './words.ts';

/** Days, months and times of a day, in the languages of the console, without an s at the end; `may` is no month alone. */
const TIMES: ReadonlySet<string> = wordSet(
  `monday tuesday wednesday thursday friday saturday sunday weekday weekend january february march april june july august
  september october november december christma easter today tomorrow tonight morning afternoon evening night
  montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag werktag wochenende januar februar märz mai juni juli
  oktober dezember weihnachten ostern heute morgen abend nacht vormittag nachmittag`,
);

/** Sizes, countries and the like: `M` and `XL`, `UK` and `EU`. */
const SHORT_NAME = /(?<![\p{L}\p{N}'’])\p{Lu}{1,3}(?![\p{L}\p{N}'’])/gu;
const NO_NAMES: ReadonlySet<string> = new Set(['I', 'A']);

/**
 * Whether two questions that sound alike ask different things: each names a number, a time or a size that the other does not, or
 * they differ in a word and their answers contradict each other.
 */
export function tellsApart(one: Asked, other: Asked): boolean {
  const named = [numbersIn, timesIn, shortNamesIn];
  if (named.some((namedIn) => differ(namedIn(one.question), namedIn(other.question)))) return true;
  if (one.answer === undefined || other.answer === undefined) return false;
  return !hasSameWords(one, other) && contradict({ answer: one.answer }, { answer: other.answer });
}

/** Each has what the other has not. */
function differ(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return !one.isSubsetOf(other) && !other.isSubsetOf(one);
}

function hasSameWords(one: Asked, other: Asked): boolean {
  return keyWords(one.question).symmetricDifference(keyWords(other.question)).size === 0;
}

function timesIn(question: string): Set<string> {
  const words = normalisedText(question).split(' ');
  return new Set(words.map((word) => word.replace(/s$/, ''))).intersection(TIMES);
}

/** In what is typed in capitals throughout nothing stands out. */
function shortNamesIn(question: string): Set<string> {
  if (question === question.toUpperCase()) return new Set();
  return new Set(question.match(SHORT_NAME)).difference(NO_NAMES);
}
