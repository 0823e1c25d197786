import { isItem, withoutMark } from './list-marks.ts';
import { isLine, placeOf, wordCount } from './passage-lines.ts';
import { pointsFurtherBack } from './points-further-back.ts';
import type { RankedSentence } from './rank-sentences.ts';

const MAX_INTRO_SENTENCES = 3;
/** A pronoun among the first words, or one that a short sentence ends with, points to what was said before. */
const POINTS_BACK =
  /^(?:\p{L}+ ){0,2}(?:it|its|they|them|their|this|that|these|those)\b(?! \p{L}+ing\b)|^(?:in|for|on|at|with|from|by)\b[^,.;:]*? (?:that|this) (?:is|was|means)\b|^[^,;:]{0,40} (?:them|it)[.!]$/iu;
/** `Other cards`, `On other bank holidays`, `The year before`: than those that were told before. */
const THAN_BEFORE =
  /^(?:(?:on|in|at|for|to|from|with|of) )?(?:all |any |the )?(?:others?|another|both|neither|rest|former|latter|same|(?:day|week|month|year) before)\b(?! than\b)/i;
/** It points to all that was said before, which may be more than one sentence. */
export const AFTER_THAT = /^(?:after|before|by|until|from) (?:that|then|this)\b|^(?:then|otherwise)\b/i;
/** `From 16.`, `No more than 6 for each person.`, `Price £239.`: said of what the heading names. */
const FRAGMENT =
  /^(?:(?:from|after|before|within|until|up to|at most|at least|no more than|no later than|only)\b|\d\S*(?: \S+){0,2}\.$|(?:price|fee|deposit|weight|size|length|height|width|depth|volume|capacity|power|duration|age) [£€$]?\d[\d.,]*(?: \p{L}+)?\.$)/iu;

/** `What to bring`, `Where you can use them`: what stands below may be no more than the answer; `How to pack` is a task. */
const ANSWERED = /^(?:what|where|when|who|which|how(?! to\b)) \p{L}[^?]*$/iu;
/** `The code and a photograph.`, `Online and in our shops.` */
const WITHOUT_VERB =
  /^(?:the|an?|any|both|online|in|at|by|with|for|on|through|until|free)\b(?! (?:[\p{L}’'-]+ ){1,5}(?:is|are|was|were|can|cannot|will|must|may|has|have|does|do|should)\b)/iu;
/** A longer line has a verb. */
const MAX_FRAGMENT_WORDS = 10;

/** `You must meet all of the following:`, `It has five conditions:` */
const ALL_OF = /\b(?:all|each|both|every|two|three|four|five|six|seven|eight|nine|ten|[2-9]|1\d)\b[^.]*:$/i;

/** Whether a line says of the list below it that all of it counts, so that no item is true without the others. */
export function announcesAll(text: string): boolean {
  return ALL_OF.test(text);
}

/** Whether a sentence says something only after what was said before it. */
export function pointsBack(text: string): boolean {
  return !isItem(text) && (pointsToLast(text) || AFTER_THAT.test(text));
}

/** To the sentence right before it. */
function pointsToLast(text: string): boolean {
  return POINTS_BACK.test(text) || THAN_BEFORE.test(text) || pointsFurtherBack(text);
}

/** Whether a line only answers its heading. */
function isAnswerOnly(item: RankedSentence): boolean {
  const isShort = !isLine(item) && wordCount(item) <= MAX_FRAGMENT_WORDS;
  return isShort && ANSWERED.test(item.heading) && WITHOUT_VERB.test(item.text);
}

/** What an item of a list, what only answers its heading, or a sentence that points back, is nothing without; empty for other sentences. */
export function introTo(item: RankedSentence, ranked: readonly RankedSentence[]): string {
  if (!isItem(item.text) && !pointsBack(item.text) && !isAnswerOnly(item)) return '';
  const { around, at } = placeOf(item, ranked);
  return introOf(around, at).join(' ');
}

/**
 * What the first sentence is nothing without: the line before its list, the sentence that its `it` points to, or the heading above
 * it; above a `Yes` or `No`, the question that it answers.
 */
export function introOf(around: readonly RankedSentence[], start: number, depth = 0): string[] {
  const first = around[start];
  if (first === undefined || depth === MAX_INTRO_SENTENCES) return [];
  const { heading, text } = first;
  if (isItem(text)) {
    const before = around.findLastIndex(
      ({ text, goesOn }, at) => at < start && !isItem(text) && (!goesOn || text.endsWith(':')),
    );
    const opener = around[before];
    if (opener === undefined || opener.heading !== heading || !opener.text.endsWith(':'))
      return headed(heading);
    return [...introOf(around, before, depth + 1), opener.text];
  }
  if (/^(?:yes|no)(?=[,.!:;]|$)/i.test(text)) return heading.endsWith('?') ? [heading] : [];
  if ((FRAGMENT.test(text) && !isLine(first)) || isAnswerOnly(first)) return headed(heading);
  if (!pointsToLast(text)) return [];
  const last = around[start - 1];
  if (last === undefined || last.heading !== heading || (isLine(last) && !first.goesOn))
    return headed(heading);
  return [...introOf(around, start - 1, depth + 1), withoutMark(last.text)];
}

/** A heading as it leads over to what stands below it; nothing for none. */
export function headed(heading: string): string[] {
  return heading === '' ? [] : [/[?:]$/.test(heading) ? heading : `${heading}:`];
}
