type Line = { text: string; heading: string };

/** Fewer cells say what they are. */
const MIN_CELLS = 3;
const MIN_ROWS = 2;
/** Share of the columns after the first whose cells are alike below the first row and different in it. */
const MOST_OF_COLUMNS = 0.5;

/**
 * Names the cells of tables whose first row holds the columns' names, as documents without marked headings have them: `Canoe; £9; £24`
 * under `Boat; 1 hour; 1 day` becomes `Boat: Canoe; 1 hour: £9; 1 day: £24`.
 */
export function withColumnNames<T extends Line>(lines: readonly T[]): T[] {
  const named: T[] = [];
  for (let at = 0; at < lines.length; ) {
    const table = tableFrom(lines, at);
    const [names, ...rows] = table.map(({ text }) => cellsOf(text));
    if (names === undefined || !areNames(names, rows)) {
      named.push(...lines.slice(at, at + Math.max(1, table.length)));
    } else {
      for (const [place, cells] of rows.entries()) {
        const text = cells.map((cell, column) => `${names[column]}: ${cell}`).join('; ');
        named.push({ ...(table[place + 1] as T), text });
      }
    }
    at += Math.max(1, table.length);
  }
  return named;
}

/** Rows of as many nameless cells under one heading. */
function tableFrom<T extends Line>(lines: readonly T[], start: number): T[] {
  const first = lines[start];
  const size = first === undefined ? 0 : cellsOf(first.text).length;
  if (size < MIN_CELLS) return [];
  const end = lines.findIndex(
    ({ heading, text }, at) => at > start && (heading !== first?.heading || cellsOf(text).length !== size),
  );
  return lines.slice(start, end < 0 ? lines.length : end);
}

function cellsOf(text: string): string[] {
  return /: |[.!?]$/.test(text) ? [] : text.split('; ');
}

function areNames(names: readonly string[], rows: readonly (readonly string[])[]): boolean {
  if (rows.length < MIN_ROWS || new Set(names).size < names.length) return false;
  const columns = names.slice(1).map((name, at) => ({ name, cells: rows.map((row) => row[at + 1] ?? '') }));
  const told = columns.filter(({ name, cells }) => {
    const forms = new Set(cells.map(formOf));
    return forms.size === 1 && /\d/.test(cells[0] ?? '') && !forms.has(formOf(name));
  });
  return told.length >= MOST_OF_COLUMNS * columns.length && told.length > 0;
}

/** `£14` and `£5.50` have one form. */
function formOf(cell: string): string {
  return cell.trim().replace(/\d[\d.,]*/g, '0');
}
