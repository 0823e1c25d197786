import { longestCommonSubsequence } from '../base/index.ts';
import type { SearchHit } from '../knowledge/index.ts';
import { greatest } from './greatest.ts';
import { isItem, withoutMark } from './list-marks.ts';
import { closestLines, linesOf, wordCount } from './passage-lines.ts';
import { pointsBack } from './quote-intro.ts';
import type { RankedSentence } from './rank-sentences.ts';
import { rowOf } from './table-rows.ts';
import { contentStems, coverage, stem, stemSet, words } from './words.ts';

/** How the passport names such a sentence among its checks. */
export const IN_PAGE_WORDS = 'supported, in the words of the page';

/** Share of a line's words, in its order, from which a sentence is that line in slightly other words. */
const MIN_OF_LINE = 0.7;
/** The same share of the sentence's words: less, and it says more than the line. */
const MIN_OF_SENTENCE = 0.6;
/** Shorter ones are alike by chance. */
const MIN_WORDS = 4;
const YES_NO = /^(?:yes|no)\b[,.!:;]?\s*/i;
/** Words that say nothing by themselves; `we` and `they` say who. */
const GRAMMAR: ReadonlySet<string> = new Set(
  stemsInOrder(
    'a an the is are was were be been you your yours can will please to of in on at for and that this it its',
  ),
);
const OWN: ReadonlySet<string> = new Set(stemsInOrder('we us our ours'));
/** What ends otherwise is a fragment, of which the sentence makes something whole. */
const SENTENCE_END = /[.!?]["”’)]*$/;
/** A longer line says more than was to be said. */
const MAX_LINE_WORDS = 40;
/** Share of a sentence's telling words from which it was made of the line that has them. */
const MADE_FROM = 0.5;

/**
 * The line of the passage that a model's sentence nearly repeats, or a later part of which it is: with a word swapped (*never
 * sleep* for *never cook*), left out (*full*, *with care*) or cut off from what it is said of (*the year before it was 64*), it says
 * another thing in the page's words, which no check by words can tell. Undefined where it repeats a line as it stands, words it
 * freely or tells a row of a table.
 */
export function lineMeant(
  sentence: string,
  passage: SearchHit,
  ranked: readonly RankedSentence[],
): RankedSentence | undefined {
  const said = stemsInOrder(withoutYesNo(sentence));
  if (said.length < MIN_WORDS) return undefined;
  const lines = linesOf(passage, ranked).filter(isWhole);
  const read = lines.map((line) => ({ line, stems: stemsInOrder(withoutYesNo(withoutMark(line.text))) }));
  if (read.some(({ stems }) => stems.join(' ') === said.join(' '))) return undefined;
  const near = read
    .map((item) => ({ ...item, shared: longestCommonSubsequence(said, item.stems) }))
    .filter(({ stems, shared }) => stems.length >= MIN_WORDS && isNear(shared, said, stems));
  const [closest] = greatest(near, ({ shared }) => shared);
  return closest && saysTheSame(said, closest.stems, passage) ? undefined : closest?.line;
}

/**
 * The line of the passage that a sentence was most likely made from, to be said in its place where the sentence says another thing;
 * undefined where that is no sentence that stands by itself.
 */
export function lineMadeFrom(
  sentence: string,
  passage: SearchHit,
  ranked: readonly RankedSentence[],
): RankedSentence | undefined {
  const [closest, ...others] = closestLines(sentence, passage, ranked);
  if (closest === undefined || others.length > 0) return undefined;
  if (coverage(contentStems(sentence), stemSet(closest.text)) < MADE_FROM) return undefined;
  return isWhole(closest) && !isItem(closest.text) ? closest : undefined;
}

/** Whether a line is a sentence that stands by itself. */
function isWhole(item: RankedSentence): boolean {
  return (
    SENTENCE_END.test(item.text) &&
    rowOf(item.text) === undefined &&
    !pointsBack(item.text) &&
    wordCount(item) <= MAX_LINE_WORDS
  );
}

/**
 * The line in place of the sentence, after the sentence's own `No`. Its `Yes` was said of the model's words, and of the page's it is
 * often rash; a line that answers says so without one.
 */
export function inPageWords(sentence: string, { text }: Pick<RankedSentence, 'text'>): string {
  const line = withoutMark(text);
  if (!/^no\b/i.test(sentence) || YES_NO.test(line)) return line;
  const first = /^\p{L}+/u.exec(line)?.[0].toLowerCase() ?? '';
  const isOrdinary = new RegExp(`\\b${first}\\b`, 'u').test(sentence);
  return isOrdinary ? `No, ${line.charAt(0).toLowerCase()}${line.slice(1)}` : `No. ${line}`;
}

function withoutYesNo(text: string): string {
  return text.replace(YES_NO, '');
}

/** Whether they differ by nothing but grammar, and the name that the page's titles have for it. */
function saysTheSame(said: readonly string[], line: readonly string[], { titlePath }: SearchHit): boolean {
  const named = new Set(stemsInOrder(titlePath.join(' ')));
  const added = said.filter((item) => !line.includes(item));
  const leftOut = line.filter((item) => !said.includes(item));
  const isNamed = added.some((item) => named.has(item));
  return (
    said.length > line.length / 2 &&
    added.every((item) => GRAMMAR.has(item) || named.has(item)) &&
    leftOut.every((item) => GRAMMAR.has(item) || (isNamed && OWN.has(item)))
  );
}

function isNear(shared: number, said: readonly string[], line: readonly string[]): boolean {
  const isLine = shared >= MIN_OF_LINE * line.length && shared >= MIN_OF_SENTENCE * said.length;
  return isLine || isLaterPart(said, line);
}

/** Word for word in the line, from after its first word. */
function isLaterPart(said: readonly string[], line: readonly string[]): boolean {
  return ` ${line.slice(1).join(' ')} `.includes(` ${said.join(' ')} `);
}

function stemsInOrder(text: string): string[] {
  return words(text).map(stem);
}
