import { type Element, isTag } from 'domhandler';
import { inlineText } from './html-text.ts';
import { namesColumns } from './names-columns.ts';
import { renderRows } from './render-rows.ts';

/** HTML's own limit for spans; more is an attack on memory. */
const MAX_SPAN = 100;

/**
 * A table's rows as readable lines, each with its column names; undefined for a table that only lays out the page
 * (one column, or a table, heading or list inside a cell).
 */
export function tableRows(table: Element): string[] | undefined {
  const rows = findRows(table);
  if (rows === undefined) return undefined;
  const grid = gridOf(rows);
  const width = grid.reduce((most, cells) => Math.max(most, cells.length), 0);
  if (width < 2 || grid.length < 2) return undefined;
  const first = rows[0];
  const isMarked = first !== undefined && (first.inHead || first.cells.every((cell) => cell.name === 'th'));
  return renderRows(grid, isMarked || namesColumns(grid));
}

type Row = { cells: Element[]; inHead: boolean };

function findRows(table: Element): Row[] | undefined {
  const rows: Row[] = [];
  for (const part of table.children.filter(isTag)) {
    const inHead = part.name === 'thead';
    const candidates = part.name === 'tr' ? [part] : part.children.filter(isTag);
    for (const row of candidates.filter((element) => element.name === 'tr')) {
      const cells = row.children.filter(isTag).filter(({ name }) => name === 'td' || name === 'th');
      if (cells.some(holdsLayout)) return undefined;
      if (cells.length > 0) rows.push({ cells, inHead });
    }
  }
  return rows;
}

function holdsLayout(cell: Element): boolean {
  const queue: Element[] = cell.children.filter(isTag);
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (next.name === 'table' || /^h[1-6]$/.test(next.name)) return true;
    for (const child of next.children.filter(isTag)) queue.push(child);
  }
  return false;
}

/** A cell that spans rows stands in each of them, so that those after it stay under their columns. */
function gridOf(rows: readonly Row[]): string[][] {
  const held: { text: string; rows: number }[] = [];
  return rows.map(({ cells }) => {
    const line: string[] = [];
    const takeHeld = () => {
      for (let above = held[line.length]; above && above.rows > 0; above = held[line.length]) {
        above.rows -= 1;
        line.push(above.text);
      }
    };
    for (const cell of cells) {
      takeHeld();
      for (const text of cellTexts(cell)) {
        held[line.length] = { text, rows: spanOf(cell, 'rowspan') - 1 };
        line.push(text);
      }
    }
    takeHeld();
    return line;
  });
}

/** A cell that spans columns stands once and leaves the others empty. */
function cellTexts(cell: Element): string[] {
  return [inlineText(cell), ...Array.from({ length: spanOf(cell, 'colspan') - 1 }, () => '')];
}

function spanOf(cell: Element, name: 'colspan' | 'rowspan'): number {
  return Math.min(MAX_SPAN, Math.max(1, Math.floor(Number(cell.attribs[name])) || 1));
}
