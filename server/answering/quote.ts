import type { SearchHit } from '../knowledge/index.ts';
import type { RankedSentence } from './rank-sentences.ts';
import { rowOf } from './table-rows.ts';

const MAX_QUOTE_WORDS = 70;
const MAX_QUOTE_SENTENCES = 3;
const MAX_INTRO_SENTENCES = 2;
/** A neighbour is quoted too when it answers at least this share of what the best sentence does. */
const NEIGHBOUR_SHARE = 0.75;
/** An introduction that ends in a colon is nothing without its list. */
const MAX_LIST_ITEMS = 6;
const ITEM = /^(?:[-*•–]|\d{1,2}[.)])\s+/;

/** A pronoun among the first words points to what was said before. */
const POINTS_BACK = /^(?:\p{L}+ ){0,2}(?:it|its|they|them|their|this|that|these|those)\b(?! \p{L}+ing\b)/iu;

/** `From 16.`, `No more than 6 for each person.`: said of what the heading names. */
const FRAGMENT =
  /^(?:from|after|before|within|until|up to|at most|at least|no more than|no later than|only)\b/i;

export type Quote = { passage: SearchHit; text: string };

/** The best sentence with the neighbours that belong to it, as they stand, in the passage's order; undefined without any. */
export function pickQuote(ranked: readonly RankedSentence[]): Quote | undefined {
  return quoteBest(ranked, grow);
}

/** The best sentence alone, or with the list that it introduces; undefined without any. */
export function closestLine(ranked: readonly RankedSentence[]): Quote | undefined {
  return quoteBest(ranked, withItsList);
}

type Reach = (around: readonly RankedSentence[], best: number) => [start: number, end: number];

function quoteBest(ranked: readonly RankedSentence[], reach: Reach): Quote | undefined {
  const best = bestOf(ranked);
  if (best === undefined) return undefined;
  const around = ranked.filter(({ passage }) => passage.passageId === best.passage.passageId);
  const [start, end] = reach(around, around.indexOf(best));
  const chosen = around.slice(start, end);
  const separator = chosen.some(isLine) ? '\n' : ' ';
  const intro = introOf(around, start);
  return { passage: best.passage, text: [...intro, ...chosen.map(({ text }) => text)].join(separator) };
}

/**
 * What the first sentence is nothing without: the line before its list, the sentence that its `it` points to, or the heading above
 * it; above a `Yes` or `No`, the question that it answers.
 */
function introOf(around: readonly RankedSentence[], start: number, depth = 0): string[] {
  const first = around[start];
  if (first === undefined || depth === MAX_INTRO_SENTENCES) return [];
  const { heading, text } = first;
  if (isItem(text)) {
    const before = around.findLastIndex((item, at) => at < start && !isItem(item.text));
    const opener = around[before];
    if (opener === undefined || opener.heading !== heading || !opener.text.endsWith(':'))
      return headed(heading);
    return [...introOf(around, before, depth + 1), opener.text];
  }
  if (/^(?:yes|no)\b/i.test(text)) return heading.endsWith('?') ? [heading] : [];
  if (FRAGMENT.test(text) && !isLine(first)) return headed(heading);
  if (!POINTS_BACK.test(text)) return [];
  const last = around[start - 1];
  if (last === undefined || last.heading !== heading || isLine(last)) return headed(heading);
  return [...introOf(around, start - 1, depth + 1), last.text];
}

function headed(heading: string): string[] {
  return heading === '' ? [] : [/[?:]$/.test(heading) ? heading : `${heading}:`];
}

export function bestOf(ranked: readonly RankedSentence[]): RankedSentence | undefined {
  return ranked.reduce<RankedSentence | undefined>(
    (best, item) => (best === undefined || item.score > best.score ? item : best),
    undefined,
  );
}

function withItsList(around: readonly RankedSentence[], best: number): [number, number] {
  const length = around[best]?.text.endsWith(':') ? listLength(around, best + 1) : 0;
  return [best, best + 1 + length];
}

function grow(around: readonly RankedSentence[], best: number): [number, number] {
  if (around[best]?.text.endsWith(':')) return withItsList(around, best);
  const target = (around[best]?.score ?? 0) * NEIGHBOUR_SHARE;
  let [start, end] = [best, best + 1];
  let length = wordCount(around[best]);
  while (end - start < MAX_QUOTE_SENTENCES) {
    const after = belongs(around[end], around[best], target);
    const next = after ? around[end] : around[start - 1];
    if (!after && !belongs(next, around[best], target)) break;
    length += wordCount(next);
    if (length > MAX_QUOTE_WORDS) break;
    if (after) end += 1;
    else start -= 1;
  }
  return [start, end];
}

/** Neighbours stand under the same heading and are to the point themselves. */
function belongs(
  item: RankedSentence | undefined,
  best: RankedSentence | undefined,
  target: number,
): boolean {
  if (item === undefined || item.heading !== best?.heading) return false;
  return item.score >= target && (best.isNamedRow !== true || item.isNamedRow === true || !isLine(item));
}

function listLength(around: readonly RankedSentence[], from: number): number {
  let length = 0;
  while (length < MAX_LIST_ITEMS && isItem(around[from + length]?.text ?? '')) length += 1;
  return length;
}

/** Items and rows stand on lines of their own. */
function isLine({ text }: RankedSentence): boolean {
  return isItem(text) || (rowOf(text)?.cells.length ?? 0) > 1;
}

function isItem(text: string): boolean {
  return ITEM.test(text);
}

function wordCount(item: RankedSentence | undefined): number {
  return item?.text.split(/\s+/).length ?? 0;
}
