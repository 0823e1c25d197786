import type { SearchHit } from '../knowledge/index.ts';
import { greatest } from './greatest.ts';
import { isItem } from './list-marks.ts';
import type { RankedSentence } from './rank-sentences.ts';
import { rowOf } from './table-rows.ts';
import { contentStems, coverage, stemSet } from './words.ts';

/** A longer list is read from its beginning. */
const MAX_LIST_ITEMS = 6;

/** The ranked sentences of one passage, in reading order. */
export function linesOf(
  { passageId }: Pick<SearchHit, 'passageId'>,
  ranked: readonly RankedSentence[],
): RankedSentence[] {
  return ranked.filter(({ passage }) => passage.passageId === passageId);
}

/** The lines of a passage that have most of a sentence's telling words: what it was most likely made from. */
export function closestLines(
  sentence: string,
  passage: SearchHit,
  ranked: readonly RankedSentence[],
): RankedSentence[] {
  const stems = contentStems(sentence);
  return greatest(linesOf(passage, ranked), ({ text }) => coverage(stems, stemSet(text)));
}

/** A sentence's place among the ranked ones of its passage, in reading order. */
export function placeOf(
  item: RankedSentence,
  ranked: readonly RankedSentence[],
): { around: RankedSentence[]; at: number } {
  const around = linesOf(item.passage, ranked);
  return { around, at: around.indexOf(item) };
}

/** Items and rows stand on lines of their own. */
export function isLine({ text }: RankedSentence): boolean {
  return isItem(text) || (rowOf(text)?.cells.length ?? 0) > 1;
}

/** How many sentences the list takes that begins at a place, 0 where none does. */
export function listLength(around: readonly RankedSentence[], from: number): number {
  let length = 0;
  for (let items = 0; ; length += 1) {
    const { text = '', goesOn = false } = around[from + length] ?? {};
    if (!goesOn && (!isItem(text) || items === MAX_LIST_ITEMS)) return length;
    if (!goesOn) items += 1;
  }
}

/** The sentences around one that are alike in something. */
export function stretch(
  around: readonly RankedSentence[],
  from: number,
  isAlike: (item: RankedSentence) => boolean,
): [start: number, end: number] {
  const before = around.findLastIndex((item, at) => at < from && !isAlike(item));
  const after = around.findIndex((item, at) => at > from && !isAlike(item));
  return [before + 1, after < 0 ? around.length : after];
}

/** Words of a range of sentences together. */
export function wordsIn(around: readonly RankedSentence[], [start, end]: readonly [number, number]): number {
  return around.slice(start, end).reduce((sum, item) => sum + wordCount(item), 0);
}

/** Words between white space; none of no sentence. */
export function wordCount(item: RankedSentence | undefined): number {
  return item?.text.split(/\s+/).length ?? 0;
}
