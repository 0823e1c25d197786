import { contentStems } from './words.ts';

/** A table's row as it is rendered: `Size: M; Chest: 96 cm`, `Canoe; £9; £24`, `Tents: 3 years`. */
export type Row = {
  /** What it is a row of: its first cell. */
  key: string;
  cells: { name: string; value: string }[];
};

type Line = { text: string; heading: string };

/** A longer name is a clause. */
const MAX_NAME_CHARS = 60;
/** Share of what tells a row from its neighbours by which a question names it. */
const MOST_OF_KEY = 0.5;

/** The row that a line is; a name and its value are one only in a row of such, and a sentence with a semicolon is none. */
export function rowOf(text: string): Row | undefined {
  if (/[.!?]$/.test(text) && !text.includes('; ')) return undefined;
  const cells: Row['cells'] = [];
  for (const part of text.split('; ')) {
    const [name = '', ...value] = part.split(': ');
    const last = cells.at(-1);
    if (value.length > 0 && name.length <= MAX_NAME_CHARS) cells.push({ name, value: value.join(': ') });
    else if (last !== undefined && last.name !== '' && cells.length > 1) last.value += `; ${part}`;
    else cells.push({ name: '', value: part });
  }
  const [first] = cells;
  if (/[.!?]$/.test(text) && cells.every(({ name }) => name === '')) return undefined;
  if (first === undefined || (cells.length === 1 && first.name === '')) return undefined;
  const key = cells.length === 1 ? first.name : first.value;
  return { key, cells };
}

/**
 * How much a text names each line as the row of a table, 0 to 1: the share of what its key has and its neighbours' keys
 * lack, or of a cell together with its column (`UK 9`). Undefined for what is no row among rows.
 */
export function namedRows(lines: readonly Line[], text: string): (number | undefined)[] {
  const spoken = contentStems(text);
  const asked = new Set(spoken);
  const phrase = ` ${spoken.join(' ')} `;
  const rows = lines.map(({ text }) => rowOf(text));
  const shares: (number | undefined)[] = lines.map(() => undefined);
  for (const table of tablesOf(lines, rows)) {
    const keys = table.map((at) => new Set(stemsOf(rows[at]?.key ?? '')));
    for (const [place, at] of table.entries()) {
      const own = [...(keys[place] ?? [])].filter((stem) =>
        keys.every((key, other) => other === place || !key.has(stem)),
      );
      const isNumber = own.length > 0 && own.every((stem) => /^\d/.test(stem));
      const isMeant = !isNumber || phrase.includes(` ${[...(keys[place] ?? [])].join(' ')} `);
      const byKey =
        own.length === 0 || !isMeant ? 0 : own.filter((stem) => asked.has(stem)).length / own.length;
      const share = Math.max(byKey, hasNamedCell(rows[at], asked) ? 1 : 0);
      shares[at] = share >= MOST_OF_KEY ? share : 0;
    }
  }
  return shares;
}

/** Places of the lines that a text names most as rows of a table; none where it names none. */
export function mostNamedRows(lines: readonly Line[], text: string): ReadonlySet<number> {
  const shares = namedRows(lines, text).map((share) => share ?? 0);
  const most = Math.max(0, ...shares);
  return new Set(most > 0 ? shares.keys().filter((at) => shares[at] === most) : []);
}

/** Places of rows that follow each other under one heading with as many cells, two or more. */
function tablesOf(lines: readonly Line[], rows: readonly (Row | undefined)[]): number[][] {
  const tables: number[][] = [];
  for (const [at, row] of rows.entries()) {
    if (row === undefined) continue;
    const table = tables.at(-1);
    const before = table?.at(-1);
    const follows =
      before === at - 1 &&
      lines[before]?.heading === lines[at]?.heading &&
      (rows[before]?.cells.length === 1) === (row.cells.length === 1);
    if (table !== undefined && follows) table.push(at);
    else tables.push([at]);
  }
  return tables.filter((table) => table.length > 1);
}

function hasNamedCell(row: Row | undefined, asked: ReadonlySet<string>): boolean {
  return (row?.cells ?? []).slice(1).some(({ name, value }) => {
    const stems = [...stemsOf(name), ...stemsOf(value)];
    return name !== '' && /^\d/.test(value) && stems.length > 1 && stems.every((stem) => asked.has(stem));
  });
}

/** What tells cells and columns apart; what stands in brackets only explains them. */
export function stemsOf(text: string): string[] {
  return contentStems(text.replace(/\([^)]*\)/g, ''));
}
