import { Parser } from 'htmlparser2';
import { AppError } from '../../base/index.ts';
import { tidy } from './html-text.ts';
import { EXTRACT_LIMITS } from './limits.ts';
import type { CellFormats } from './xlsx-formats.ts';
import { localName } from './xml.ts';

/** The workbook's texts, which cells refer to by number. Phonetic guides are left out. */
export function readSharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let text = '';
  let guides = 0;
  let isText = false;
  const parser = new Parser(
    {
      onopentag(tag) {
        const name = localName(tag);
        if (name === 'si') text = '';
        if (name === 'rPh') guides += 1;
        isText = name === 't' && guides === 0;
      },
      ontext(data) {
        if (isText) text += data;
      },
      onclosetag(tag) {
        const name = localName(tag);
        if (name === 'si') strings.push(oneLine(text));
        if (name === 'rPh') guides -= 1;
        isText = false;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return strings;
}

/**
 * A sheet's rows, read without a tree, for sheets are long. Cells that hold nothing are empty strings; one empty row stands for all
 * that the sheet passes over.
 * @throws AppError `too_large`
 */
export function readSheetGrid(xml: string, strings: readonly string[], formats: CellFormats): string[][] {
  const grid: string[][] = [];
  let rowNumber = 0;
  let cell: Cell | undefined;
  let isValue = false;
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        const name = localName(tag);
        if (name === 'c') {
          const column = columnOf(attributes['r']) ?? (cell === undefined ? 0 : cell.column + 1);
          cell = { ...cellOf(attributes), column };
        } else if (name === 'row') {
          const number = Number(attributes['r'] ?? rowNumber + 1);
          if (number > rowNumber + 1) grid.push([]);
          addRow(grid);
          rowNumber = number;
          cell = undefined;
        }
        isValue = cell !== undefined && (name === 'v' || (name === 't' && cell.type === 'inlineStr'));
      },
      ontext(data) {
        if (isValue && cell !== undefined) cell.value += data;
      },
      onclosetag(tag) {
        isValue = false;
        if (localName(tag) === 'c' && cell !== undefined) setCell(grid, cell, shown(cell, strings, formats));
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return grid;
}

type Cell = { type: string; style: number; value: string; column: number };

function cellOf(attributes: Record<string, string>): Omit<Cell, 'column'> {
  return { type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), value: '' };
}

/** `AB12` is column 27, counted from 0. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? '')?.[1];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function addRow(grid: string[][]): void {
  grid.push([]);
  if (grid.length > EXTRACT_LIMITS.maxCsvRows) throw tooManyCells();
}

function setCell(grid: string[][], cell: Cell, text: string): void {
  const row = grid.at(-1);
  if (row === undefined || text === '') return;
  if (cell.column >= EXTRACT_LIMITS.maxCsvColumns) throw tooManyCells();
  while (row.length < cell.column) row.push('');
  row[cell.column] = text;
}

function shown(cell: Cell, strings: readonly string[], formats: CellFormats): string {
  if (cell.value === '') return '';
  switch (cell.type) {
    case 's':
      return strings[Number(cell.value)] ?? '';
    case 'b':
      return cell.value === '1' ? 'yes' : 'no';
    case 'e':
      return '';
    case 'n': {
      const value = Number(cell.value);
      return Number.isFinite(value) ? formats(cell.style, value) : '';
    }
    default:
      return oneLine(cell.value);
  }
}

function oneLine(text: string): string {
  return tidy(text).replace(/\s*\n\s*/g, ' ');
}

function tooManyCells(): AppError {
  return new AppError(
    'too_large',
    `A sheet has more than ${EXTRACT_LIMITS.maxCsvRows} rows or ${EXTRACT_LIMITS.maxCsvColumns} columns; split it.`,
  );
}
