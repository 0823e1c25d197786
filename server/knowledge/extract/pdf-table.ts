import type { Block } from './blocks.ts';
import type { PdfCell, PdfLine } from './pdf-lines.ts';
import { renderRows } from './render-rows.ts';

/** Cells of a column share their left or their right edge to this many units. */
const COLUMN_TOLERANCE = 6;
const MIN_ROWS = 3;

/** The end of a table that begins at `start`: rows of two or more cells in shared columns; `start` when there is none. */
export function findTableEnd(lines: readonly PdfLine[], start: number): number {
  const columns = lines[start]?.cells ?? [];
  if (columns.length < 2) return start;
  let end = start + 1;
  while (end < lines.length && sharesColumns(lines[end], columns)) end += 1;
  return end - start >= MIN_ROWS ? end : start;
}

/** Rows with their column names, when the first row has names: set in another font, or words above numbers. */
export function tableBlock(lines: readonly PdfLine[]): Block {
  const [first, second] = lines;
  const columns = first?.cells ?? [];
  const grid = lines.map((line) =>
    columns.map((column) => line.cells.find((cell) => isInColumn(cell, column))?.text ?? ''),
  );
  const [head = [], ...rows] = grid;
  const isStyled = first?.font !== second?.font || first?.size !== second?.size;
  const isWords = !head.some(hasDigit) && rows.some((row) => row.slice(1).some(hasDigit));
  return { kind: 'table', text: renderRows(grid, isStyled || isWords).join('\n') };
}

function hasDigit(text: string): boolean {
  return /\d/.test(text);
}

function sharesColumns(line: PdfLine | undefined, columns: readonly PdfCell[]): boolean {
  if (line === undefined || line.cells.length < 2) return false;
  return line.cells.every((cell) => columns.some((column) => isInColumn(cell, column)));
}

function isInColumn(cell: PdfCell, column: PdfCell): boolean {
  return (
    Math.abs(cell.x - column.x) <= COLUMN_TOLERANCE || Math.abs(cell.end - column.end) <= COLUMN_TOLERANCE
  );
}
