import type { Element } from 'domhandler';
import { AppError } from '../../base/index.ts';
import { EXTRACT_LIMITS } from './limits.ts';
import { type OdfStyles, odfLists, odfText } from './odf-text.ts';
import { attributeOf, childElements, localName } from './xml.ts';

/**
 * A table's cells as texts. A cell or row repeated to the sheet's end is empty and stands once; a repeated one that holds
 * something stands as often as it says, within the limits.
 * @throws AppError `too_large`
 */
export function odfGrid(table: Element, styles: OdfStyles): string[][] {
  const grid: string[][] = [];
  for (const row of rowsOf(table)) {
    const cells = cellsOf(row, styles);
    const times = cells.length === 0 ? 1 : repeats(row, 'number-rows-repeated');
    if (grid.length + times > EXTRACT_LIMITS.maxCsvRows) throw tooManyCells();
    for (let count = 0; count < times; count++) grid.push(cells);
  }
  return grid;
}

function rowsOf(parent: Element): Element[] {
  return childElements(parent).flatMap((child) => {
    const name = localName(child.name);
    if (name === 'table-row') return attributeOf(child, 'visibility') === 'collapse' ? [] : [child];
    return /^table-(?:header-rows|rows|row-group)$/.test(name) ? rowsOf(child) : [];
  });
}

function cellsOf(row: Element, styles: OdfStyles): string[] {
  const cells: string[] = [];
  let blanks = 0;
  for (const cell of childElements(row, 'table-cell', 'covered-table-cell')) {
    const text = localName(cell.name) === 'covered-table-cell' ? '' : cellText(cell, styles);
    const times = repeats(cell, 'number-columns-repeated');
    if (text === '') {
      blanks += times;
      continue;
    }
    if (cells.length + blanks + times > EXTRACT_LIMITS.maxCsvColumns) throw tooManyCells();
    for (; blanks > 0; blanks--) cells.push('');
    for (let count = 0; count < times; count++) cells.push(text);
  }
  return cells;
}

function cellText(cell: Element, styles: OdfStyles): string {
  return childElements(cell, 'p', 'h', 'list')
    .map((part) => (localName(part.name) === 'list' ? odfLists(part, styles).join('; ') : odfText(part)))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function repeats(element: Element, name: string): number {
  const times = Number(attributeOf(element, name) ?? 1);
  return Number.isInteger(times) && times > 0 ? times : 1;
}

function tooManyCells(): AppError {
  return new AppError(
    'too_large',
    `A table has more than ${EXTRACT_LIMITS.maxCsvRows} rows or ${EXTRACT_LIMITS.maxCsvColumns} columns; split it.`,
  );
}
