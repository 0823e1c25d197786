import type { HistoryMessage } from '../contract/index.ts';
import { bestOf, type RankedSentence } from './rank-sentences.ts';
import { contentStems, coverage, stemSet } from './words.ts';

/** Words that say by themselves what is asked; with fewer, it is asked of what was talked about. */
const STANDS_ALONE = 2;
/** A line of fewer words tells nothing that could be told again. */
const TELLS = 2;
/** The share of a line's words with which it was said already. */
const SAID = 0.9;
/** The share of the question's own words from which a line speaks of it. */
const SPEAKS_OF = 0.5;

/**
 * Whether what the conversation leads to was told in it already, and speaks of nothing that is asked now: the returns policy once
 * more, asked who won the football. The question is then to be taken by itself.
 */
export function saysAgain(
  question: string,
  history: readonly HistoryMessage[],
  ranked: readonly RankedSentence[],
): boolean {
  const best = bestOf(ranked);
  const asked = contentStems(question);
  if (best === undefined || asked.length < STANDS_ALONE) return false;
  const line = contentStems(best.text);
  const isTold = history.some(
    ({ role, content }) => role === 'assistant' && coverage(line, stemSet(content)) >= SAID,
  );
  if (line.length < TELLS || !isTold) return false;
  return coverage(asked, stemSet(`${best.heading} ${best.text}`)) < SPEAKS_OF;
}
