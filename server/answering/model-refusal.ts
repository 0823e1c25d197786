import { tidySentence } from './tidy-sentence.ts';
import { words } from './words.ts';

/** The first words of every phrase, and of nothing else the bot says: they alone carry the model's decision. */
const OPENING = 'sorry the help pages';
const OPENING_WORDS = OPENING.split(' ').length;

/**
 * What a taught model says when the help pages in its prompt do not hold the answer. Visitors never see these; the bot's own
 * refusal text stands in for them.
 */
export const REFUSAL_PHRASES = [
  'Sorry, the help pages do not say.',
  'Sorry, the help pages do not cover that.',
  'Sorry, the help pages have no answer to this.',
  'Sorry, the help pages say nothing about that.',
  'Sorry, the help pages do not mention this.',
  'Sorry, the help pages do not answer that question.',
] as const;

/** Whether a model's text, finished or just begun, declines. `Sorry, no …` is an answer. */
export function isModelRefusal(text: string): boolean {
  return words(tidySentence(text.trim())).slice(0, OPENING_WORDS).join(' ') === OPENING;
}
