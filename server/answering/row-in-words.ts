import type { SearchHit } from '../knowledge/index.ts';
import { boundClaimsOf } from './claims.ts';
import { greatest } from './greatest.ts';
import { linesOf } from './passage-lines.ts';
import type { RankedSentence } from './rank-sentences.ts';
import { type Row, rowOf, stemsOf } from './table-rows.ts';
import { contentStems, coverage, stemSet } from './words.ts';

/** Share of a cell's words that a sentence without its numbers must have to say it. */
const MOST_OF_CELL = 0.5;

/**
 * Whether a sentence made from the row of a table says anything but the cell that was asked for: a small model that puts a row into
 * words takes another column's figure, or the key for the value (`A medium is a small`). The row itself can be shown instead.
 */
export function misreadsRow(
  sentence: string,
  question: string,
  passage: SearchHit,
  ranked: readonly RankedSentence[],
): boolean {
  const stems = contentStems(sentence).filter((stem) => !/^\d/.test(stem));
  const made = boundClaimsOf(sentence);
  const lines = linesOf(passage, ranked).map(({ heading, text, isCompared }) => ({
    row: tableRow(text),
    isCompared,
    read: `${heading}: ${text}`,
  }));
  if (!lines.some(({ row }) => row !== undefined)) return false;
  const holding = lines.filter(({ read }) => holds(boundClaimsOf(read), made));
  const known = holding.length > 0 ? holding : lines;
  const closest = greatest(known, ({ read }) => coverage(stems, stemSet(read)));
  return closest.every(
    ({ row, isCompared }) => row !== undefined && (isCompared || !says(row, sentence, question)),
  );
}

function tableRow(text: string): Row | undefined {
  const row = rowOf(text);
  return row !== undefined && row.cells.length > 1 ? row : undefined;
}

function says({ key, cells }: Row, sentence: string, question: string): boolean {
  const spoken = stemSet(`${sentence} ${question}`);
  if (coverage(stemsOf(key), spoken) < 1) return false;
  const given = new Set(boundClaimsOf(`${key} ${question}`));
  const made = boundClaimsOf(sentence).filter((claim) => !given.has(claim));
  const said = stemSet(sentence);
  const others = cells.slice(1);
  return others.some(({ name, value }) => {
    const isMeant = others.length === 1 || (name !== '' && coverage(stemsOf(name), said) === 1);
    if (name === '' || !isMeant) return false;
    const claims = boundClaimsOf(value);
    return claims.length > 0
      ? made.length > 0 && holds([...claims, ...boundClaimsOf(name)], made)
      : made.length === 0 && coverage(contentStems(value), said) >= MOST_OF_CELL;
  });
}

function holds(claims: readonly string[], made: readonly string[]): boolean {
  return made.every((claim) => claims.includes(claim));
}
