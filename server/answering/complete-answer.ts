import { closestLine, conditionsBelow, type Quote } from './quote.ts';
import type { RankedSentence } from './rank-sentences.ts';
import { withoutCitations } from './reply.ts';
import { contentStems, coverage } from './words.ts';

/** Said already, where the answer holds this share of the line's words. */
const SAID = 0.5;

/** How the passport names such a line among its checks. */
export const LINE_BELOW = 'the closest line, as it stands';

/**
 * The line of the pages that is closest to the question, where the model's answer leaves most of it out: a small model is brief,
 * and copies the neighbour of what was asked for oftener than the ranking puts it first. Where it is said already, the conditions
 * that follow it, if the answer has none of them.
 */
export function lineLeftOut(answer: string, ranked: readonly RankedSentence[]): Quote | undefined {
  const line = closestLine(ranked);
  if (line === undefined) return undefined;
  const said = new Set(contentStems(withoutCitations(answer)));
  return [line, conditionsBelow(ranked)].find(
    (part) => part !== undefined && coverage(contentStems(part.text), said) <= SAID,
  );
}
