import type { SearchHit } from '../knowledge/index.ts';
import { isDenied } from './evidence.ts';
import { isItem, isStep } from './list-marks.ts';
import { isLine, listLength, placeOf, stretch, wordCount, wordsIn } from './passage-lines.ts';
import { AFTER_THAT, announcesAll, headed, introOf } from './quote-intro.ts';
import { bestOf, type RankedSentence } from './rank-sentences.ts';

const MAX_QUOTE_WORDS = 70;
const MAX_QUOTE_SENTENCES = 3;
/** A neighbour is quoted too when it answers at least this share of what the best sentence does. */
const NEIGHBOUR_SHARE = 0.75;
/** Steps, and what must be so altogether, are right only as a whole; above this many words they are not quoted so. */
const MAX_WHOLE_WORDS = 110;
const STEPS = /^(?:how to|steps?)\b/i;
/** `It has five conditions:`, soon after what they are conditions of. */
const CONDITIONS = /\b(?:conditions?|requirements?|only if|provided|as long as|must|rules?)\b.*:$/i;
const CONDITIONS_WITHIN = 3;

/** What is said next takes something back. */
const LIMITING =
  /^(?:no|not|never|except|excluded|however|unless|(?:this|that|it|they|these) (?:(?:is|are|do|does|can|may|must|will) not|cannot))\b(?![.,!])/i;
/** What must not be done, and the reason right after it: `Never use it in a tent. It makes carbon monoxide.` */
const PROHIBITION = /^(?:no, )?(?:never|do not|don['’]t|you (?:must|may|should) (?:not|never))\b/i;
const REASON = /^(?:it|this|that)\b/i;

export type Quote = { passage: SearchHit; text: string };

/** The best sentence with the neighbours that belong to it, as they stand, in the passage's order; undefined without any. */
export function pickQuote(ranked: readonly RankedSentence[]): Quote | undefined {
  return quoteBest(ranked, grow);
}

/** The best sentence alone, or with the list that it introduces; undefined without any. */
export function closestLine(ranked: readonly RankedSentence[]): Quote | undefined {
  return quoteBest(ranked, withItsList);
}

/** What follows the best sentence up to the end of the list of conditions for it; undefined where there are none. */
export function conditionsBelow(ranked: readonly RankedSentence[]): Quote | undefined {
  const best = bestOf(ranked);
  if (best === undefined) return undefined;
  const { around, at } = placeOf(best, ranked);
  const end = endOfConditions(around, at);
  return end === undefined ? undefined : { passage: best.passage, text: joined(around.slice(at + 1, end)) };
}

/** What takes back some of the best sentence, right after it; undefined where nothing does. */
export function limitBelow(ranked: readonly RankedSentence[]): Quote | undefined {
  const best = bestOf(ranked);
  const rest = best && restOf(best, ranked);
  return rest && { passage: rest.passage, text: rest.text };
}

/** What stands right after a line and takes some of it back, or says why it must not be done; undefined where neither does. */
export function restOf(item: RankedSentence, ranked: readonly RankedSentence[]): RankedSentence | undefined {
  const { around, at } = placeOf(item, ranked);
  return withLimit(around, at, at + 1) === at + 1 ? undefined : around[at + 1];
}

/** A sentence as it stands, with what it is nothing without. */
export function quoteLine(item: RankedSentence, ranked: readonly RankedSentence[]): Quote {
  const { around, at } = placeOf(item, ranked);
  const intro = isDenied(item) ? headed(item.heading) : introOf(around, at);
  return { passage: item.passage, text: joined([item], intro) };
}

type Reach = (around: readonly RankedSentence[], best: number) => [start: number, end: number];

function quoteBest(ranked: readonly RankedSentence[], reach: Reach): Quote | undefined {
  const best = bestOf(ranked);
  if (best === undefined) return undefined;
  const { around, at } = placeOf(best, ranked);
  const reached = comparedRows(around, at) ?? reach(around, at);
  const start = fromForerunner(around, reached);
  const end = withLimit(around, start, reached[1]);
  const isOpen = end - 1 > at && around[end - 1]?.text.endsWith(':');
  const chosen = around.slice(start, isOpen ? end - 1 : end);
  return { passage: best.passage, text: joined(chosen, introOf(around, start)) };
}

/** All rows of a table of which another than the one talked about, or the most of something, is asked for. */
function comparedRows(around: readonly RankedSentence[], best: number): [number, number] | undefined {
  const item = around[best];
  if (item?.isCompared !== true) return undefined;
  const range = stretch(around, best, (row) => row.isCompared === true && row.heading === item.heading);
  return wordsIn(around, range) <= MAX_WHOLE_WORDS ? range : undefined;
}

/** From the first line under the heading, where a later one points to all before it. */
function fromForerunner(around: readonly RankedSentence[], [start, end]: readonly [number, number]): number {
  const points = around.slice(start, end).some(({ text }) => AFTER_THAT.test(text));
  if (!points) return start;
  const [first] = stretch(around, start, (item) => item.heading === around[start]?.heading && !isLine(item));
  return first < start && wordsIn(around, [first, end]) <= MAX_QUOTE_WORDS ? first : start;
}

function withLimit(around: readonly RankedSentence[], start: number, end: number): number {
  const [last, next] = [around[end - 1], around[end]];
  if (last === undefined || next === undefined || next.heading !== last.heading) return end;
  const isReason = PROHIBITION.test(last.text) && REASON.test(next.text);
  if (!isReason && !LIMITING.test(next.text)) return end;
  return wordsIn(around, [start, end + 1]) <= MAX_WHOLE_WORDS ? end + 1 : end;
}

/** With items and rows on lines of their own. */
function joined(chosen: readonly RankedSentence[], intro: readonly string[] = []): string {
  const separator = chosen.some(isLine) ? '\n' : ' ';
  return chosen.reduce(
    (said, { text, goesOn }) => (said === '' ? text : `${said}${goesOn ? ' ' : separator}${text}`),
    intro.join(separator),
  );
}

function withItsList(around: readonly RankedSentence[], best: number): [number, number] {
  const whole = wholeList(around, best);
  if (whole !== undefined) return whole;
  const length = around[best]?.text.endsWith(':') ? listLength(around, best + 1) : 0;
  return [best, best + 1 + length];
}

function grow(around: readonly RankedSentence[], best: number): [number, number] {
  const whole = wholeAnswer(around, best) ?? wholeList(around, best);
  if (whole !== undefined) return whole;
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
  [start, end] = withRestOfList(around, start, end);
  const listed = withListAfter(around, start, end);
  const conditions = endOfConditions(around, best);
  const fits = conditions !== undefined && wordsIn(around, [start, conditions]) <= MAX_WHOLE_WORDS;
  return [start, fits ? Math.max(listed, conditions) : listed];
}

function endOfConditions(around: readonly RankedSentence[], at: number): number | undefined {
  const last = at + CONDITIONS_WITHIN;
  const opener = around.findIndex(
    ({ heading, text }, place) =>
      place > at && place <= last && heading === around[at]?.heading && CONDITIONS.test(text),
  );
  const length = opener < 0 ? 0 : listLength(around, opener + 1);
  const end = opener + 1 + length;
  return length === 0 || isItem(around[end]?.text ?? '') ? undefined : end;
}

/** A list of which some items are quoted, whole, as far as it is short. */
function withRestOfList(around: readonly RankedSentence[], start: number, end: number): [number, number] {
  const items = around.slice(start, end).filter(({ text }) => isItem(text)).length;
  const last = around[end - 1];
  if (items < 2 || last === undefined || !(isItem(last.text) || last.goesOn)) return [start, end];
  const heading = last.heading;
  const [first, rest] = stretch(
    around,
    end - 1,
    (item) => item.heading === heading && (isItem(item.text) || item.goesOn === true),
  );
  const whole: [number, number] = [Math.min(start, first), Math.max(end, rest)];
  return wordsIn(around, whole) <= MAX_QUOTE_WORDS ? whole : [start, end];
}

/** A list right after what is quoted, with the line that introduces it, as far as it is short. */
function withListAfter(around: readonly RankedSentence[], start: number, end: number): number {
  const opener = around[end];
  if (opener?.heading !== around[end - 1]?.heading || !opener?.text.endsWith(':')) return end;
  const last = end + 1 + listLength(around, end + 1);
  return last > end + 1 && wordsIn(around, [start, last]) <= MAX_QUOTE_WORDS ? last : end;
}

/** All that stands under a question is its answer. */
function wholeAnswer(around: readonly RankedSentence[], best: number): [number, number] | undefined {
  const item = around[best];
  if (item === undefined || item.isNamedRow || !item.heading.endsWith('?')) return undefined;
  const range = stretch(around, best, ({ heading }) => heading === item.heading);
  return wordsIn(around, range) <= MAX_QUOTE_WORDS ? range : undefined;
}

/** A numbered list, one under `How to …`, or one whose opener says that all of it counts, from its first item to its last. */
function wholeList(around: readonly RankedSentence[], best: number): [number, number] | undefined {
  const item = around[best];
  if (item === undefined || !(isItem(item.text) || item.goesOn)) return undefined;
  const [first, end] = stretch(
    around,
    best,
    ({ heading, text, goesOn }) => heading === item.heading && (isItem(text) || goesOn === true),
  );
  const opener = around.findLastIndex(({ text }, at) => at >= first && at < best && text.endsWith(':'));
  const start = Math.max(first, opener + 1);
  const range: [number, number] = [start, end];
  const isWhole =
    isStep(around[start]?.text ?? '') ||
    announcesAll(around[start - 1]?.text ?? '') ||
    STEPS.test(item.heading);
  return isWhole && wordsIn(around, range) <= MAX_WHOLE_WORDS ? range : undefined;
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
