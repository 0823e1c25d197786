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
  const grid = rows.map(({ cells }) => cells.flatMap(cellTexts));
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

/** A cell that spans columns stands once and leaves the others empty. */
function cellTexts(cell: Element): string[] {
  const span = Math.min(MAX_SPAN, Number(cell.attribs['colspan'] ?? 1) || 1);
  return [inlineText(cell), ...Array.from({ length: Math.max(0, span - 1) }, () => '')];
}
