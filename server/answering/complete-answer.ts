import { isDenied } from './evidence.ts';
import { polarityOf } from './polarity.ts';
import { closestLine, conditionsBelow, limitBelow, type Quote, quoteLine } from './quote.ts';
import { bestOf, type RankedSentence } from './rank-sentences.ts';
import { withoutCitations } from './reply.ts';
import { rowOf } from './table-rows.ts';
import { contentStems, coverage, stem, stemSet } from './words.ts';

/** Said already, where the answer holds this share of the line's words. */
const SAID = 0.5;

/** How the passport names such a line among its checks. */
export const LINE_BELOW = 'the closest line, as it stands';

/**
 * The line of the pages that is closest to the question, where the model's answer leaves most of it out: a small model is brief,
 * and copies the neighbour of what was asked for oftener than the ranking puts it first. Where it is said already, the conditions
 * or the limit that follow it, if the answer has none of them.
 */
export function lineLeftOut(answer: string, ranked: readonly RankedSentence[]): Quote | undefined {
  const line = closestLine(ranked);
  if (line === undefined) return undefined;
  const said = stemSet(withoutCitations(answer));
  return [line, conditionsBelow(ranked), limitBelow(ranked)].find(
    (part) =>
      part !== undefined && !saysValuesOf(part.text, said) && coverage(contentStems(part.text), said) <= SAID,
  );
}

/** Whether all that stands in a table's row is said: the names of its columns need not be. */
function saysValuesOf(text: string, said: ReadonlySet<string>): boolean {
  const row = rowOf(text);
  if (row === undefined || row.cells.length < 2) return false;
  return coverage(contentStems(row.cells.map(({ value }) => value).join(' ')), said) === 1;
}

/** A word of the question in more lines than this tells no exception from the rule. */
const MAX_LINES = 3;
/** How much less than the best line an exception may be about the question. */
const EXCEPTION_MARGIN = 0.35;
const FORBIDS = /^(?!(?:if|when|whether|unless)\b).*\b(?:never|cannot|(?:must|do|does|is|are) not)\b/i;
/** Stems among which a line says what it is about. */
const FIRST_STEMS = 3;
const WEAK = new Set(['new', 'old', 'use', 'get', 'want'].map(stem));

/**
 * A line of the same page that denies something of a word of the question which neither the answer nor the best line has: auctions
 * among what is not matched, where it was asked about an auction and the answer says what is matched.
 */
export function exceptionLeftOut(
  answer: string,
  searched: string,
  ranked: readonly RankedSentence[],
): Quote | undefined {
  const best = bestOf(ranked);
  if (best === undefined) return undefined;
  const said = stemSet(`${withoutCitations(answer)} ${best.text} ${best.heading}`);
  const read = ranked.map((item) => stemSet(item.text));
  const telling = [...stemSet(searched)].filter(
    (item) =>
      !said.has(item) && !WEAK.has(item) && read.filter((stems) => stems.has(item)).length <= MAX_LINES,
  );
  const speaksOf = (text: string) => {
    const about = new Set([...contentStems(text).slice(0, FIRST_STEMS), ...polarityOf(text).negated]);
    return telling.some((item) => about.has(item));
  };
  const exceptions = ranked.filter(
    (item, at) =>
      item.passage.documentId === best.passage.documentId &&
      item.score >= best.score - EXCEPTION_MARGIN &&
      (isDenied(item)
        ? telling.some((word) => read[at]?.has(word))
        : FORBIDS.test(item.text) && speaksOf(item.text)) &&
      coverage([...(read[at] ?? [])], said) <= SAID,
  );
  const exception = bestOf(exceptions);
  return exception && quoteLine(exception, ranked);
}
