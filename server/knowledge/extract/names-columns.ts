/** Share of a column's cells that must be amounts of one kind. */
const MOST = 2 / 3;
const MAX_NAME_CHARS = 60;
const AMOUNT = /^[<>~≤≥(+-]{0,2}\s?([£€$¥])?\s?\d[\d.,]*\s*(?:([a-z%°]+))?/i;

/**
 * Whether the first row of a table that marks none as its head names the columns: its cells are different words, and below
 * one of them stand amounts of one kind (`Price` over `£14` and `£22`, `1 day` over `£14`). A list of names and values, each of another
 * kind, has no such column.
 */
export function namesColumns(grid: readonly (readonly string[])[]): boolean {
  const [names = [], ...rows] = grid;
  if (rows.length < 2 || names.length < 2) return false;
  const areNames = names.every((name) => name !== '' && name.length <= MAX_NAME_CHARS);
  if (!areNames || new Set(names).size < names.length || kindOf(names[0] ?? '') !== undefined) return false;
  return names.some((name, column) => {
    if (column === 0) return false;
    const byKind = Map.groupBy(rows, (row) => kindOf(row[column] ?? ''));
    const named = kindOf(name);
    return [...byKind].some(
      ([kind, { length }]) =>
        kind !== undefined && kind !== named && length >= 2 && length >= rows.length * MOST,
    );
  });
}

/** `gbp`-like sign or unit of an amount; undefined for what is none. */
function kindOf(cell: string): string | undefined {
  const match = AMOUNT.exec(cell);
  if (match === null) return undefined;
  return match[1] ?? (match[2] ?? '').toLowerCase().replace(/s$/, '');
}
