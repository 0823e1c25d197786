import { boundClaimsOf } from './claims.ts';
import type { Evidence } from './evidence.ts';
import { mostNamedRows, type Row, rowOf, stemsOf } from './table-rows.ts';
import { stemSet } from './words.ts';

/**
 * The numbers that a sentence takes from another row of a table than the one that it, or else the question, names: the price of the
 * Nightjar 5 said of the Nightjar 0; or from another of the row's columns than it names.
 */
export function wrongRow(
  made: readonly string[],
  { clause, sentence }: { clause: string; sentence: string },
  question: string,
  { sentences }: Pick<Evidence, 'sentences'>,
): string | undefined {
  if (made.length === 0) return undefined;
  const named = [sentence, question]
    .map((text) => rowsNamed(sentences, text))
    .find((rows) => rows.length > 0);
  if (named === undefined) return undefined;
  const holds = (text: string) => made.every((claim) => boundClaimsOf(text).includes(claim));
  const holding = named.filter(({ text }) => holds(text));
  if (holding.length === 0) return made.join(', ');
  const isOfColumn = holding.some(({ row }) => {
    const columns = columnsNamed(row, columnsNamed(row, sentence).length > 0 ? clause : question);
    return columns.length === 0 || columns.some(({ name, value }) => sharesClaim(made, `${name}: ${value}`));
  });
  return isOfColumn ? undefined : made.join(', ');
}

function rowsNamed(sentences: Evidence['sentences'], text: string): { text: string; row: Row }[] {
  const named = mostNamedRows(sentences, text);
  return sentences.flatMap((item, at) => {
    const row = named.has(at) ? rowOf(item.text) : undefined;
    return row === undefined ? [] : [{ text: item.text, row }];
  });
}

/** All but the first, which is what it is a row of. */
function columnsNamed({ cells }: Row, text: string): Row['cells'] {
  const asked = stemSet(text);
  return cells.slice(1).filter(({ name }) => {
    const stems = stemsOf(name);
    return stems.length > 0 && stems.every((stem) => asked.has(stem));
  });
}

function sharesClaim(made: readonly string[], cell: string): boolean {
  const claims = boundClaimsOf(cell);
  return made.some((claim) => claims.includes(claim));
}
