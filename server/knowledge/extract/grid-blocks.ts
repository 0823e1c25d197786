import { AppError } from '../../base/index.ts';
import type { Block } from './blocks.ts';
import { EXTRACT_LIMITS } from './limits.ts';
import { renderRows } from './render-rows.ts';

const QUESTION_NAMES = new Set('question questions q frage pregunta domanda pergunta vraag'.split(' '));
const ANSWER_NAMES = new Set(
  'answer answers a antwort respuesta réponse reponse risposta antwoord'.split(' '),
);

export type GridBlocks = { blocks: Block[]; areQuestions: boolean };

/**
 * One table. Columns `question` and `answer` make one section a row, under the question; any other is read row by row,
 * each with its column names.
 * @throws AppError `too_large`
 */
export function tableBlocks(rows: readonly string[][]): GridBlocks {
  if (
    rows.length > EXTRACT_LIMITS.maxCsvRows ||
    rows.some((row) => row.length > EXTRACT_LIMITS.maxCsvColumns)
  ) {
    throw new AppError(
      'too_large',
      `The table has more than ${EXTRACT_LIMITS.maxCsvRows} rows or ${EXTRACT_LIMITS.maxCsvColumns} columns; split it.`,
    );
  }
  const header = (rows[0] ?? []).map((name) => name.toLowerCase());
  const question = header.findIndex((name) => QUESTION_NAMES.has(name));
  const answer = header.findIndex((name) => ANSWER_NAMES.has(name));
  if (question >= 0 && answer >= 0) {
    return { blocks: questionBlocks(rows, question, answer), areQuestions: true };
  }
  const named = rows.map((row, index) => (index === 0 ? row.map((name) => name.replaceAll('_', ' ')) : row));
  const lines = renderRows(named, hasHeader(rows));
  return {
    blocks: lines.length === 0 ? [] : [{ kind: 'table', text: lines.join('\n') }],
    areQuestions: false,
  };
}

/**
 * A sheet as people fill it: several tables apart by empty rows, each perhaps below a line or two of text, not always from the
 * first column on.
 */
export function sheetBlocks(grid: readonly string[][]): GridBlocks {
  const result: GridBlocks = { blocks: [], areQuestions: false };
  for (const region of regionsOf(grid)) {
    const start = region.findIndex((row) => row.filter((cell) => cell !== '').length > 1);
    const intro = start === -1 ? region : region.slice(0, start);
    for (const row of intro) result.blocks.push({ kind: 'paragraph', text: row.join(' ').trim() });
    if (start === -1) continue;
    const { blocks, areQuestions } = tableBlocks(trimLeft(region.slice(start)));
    for (const block of blocks) result.blocks.push(block);
    result.areQuestions ||= areQuestions;
  }
  return result;
}

function regionsOf(grid: readonly string[][]): string[][][] {
  const regions: string[][][] = [];
  let open: string[][] = [];
  for (const row of grid) {
    if (row.some((cell) => cell !== '')) open.push(row);
    else if (open.length > 0) {
      regions.push(open);
      open = [];
    }
  }
  if (open.length > 0) regions.push(open);
  return regions;
}

function trimLeft(rows: readonly string[][]): string[][] {
  const first = rows.reduce((least, row) => {
    const filled = row.findIndex((cell) => cell !== '');
    return filled === -1 ? least : Math.min(least, filled);
  }, Number.POSITIVE_INFINITY);
  return rows.map((row) => row.slice(Number.isFinite(first) ? first : 0));
}

/**
 * A first row names the columns when its cells are different words, not numbers, and other rows follow. The corner of a table
 * that has names on both sides may be empty.
 */
function hasHeader(rows: readonly string[][]): boolean {
  const [first, ...others] = rows;
  if (first === undefined || others.length === 0 || first.length < 2) return false;
  const names = first[0] === '' ? first.slice(1) : first;
  const named = names.every((cell) => cell.length <= 60 && !/^[\d.,%£$€:/ -]*$/.test(cell));
  return named && new Set(names).size === names.length;
}

function questionBlocks(rows: readonly string[][], question: number, answer: number): Block[] {
  const header = rows[0] ?? [];
  return rows.slice(1).flatMap((row): Block[] => {
    const asked = row[question] ?? '';
    const answered = row[answer] ?? '';
    if (asked === '' && answered === '') return [];
    const rest = row.map((cell, column) => (column === question || column === answer ? '' : cell));
    const more = renderRows([header, rest], true);
    const text = [answered, ...more].filter((line) => line !== '').join('\n');
    return [
      ...(asked === '' ? [] : [{ kind: 'heading' as const, level: 2, text: asked }]),
      ...(text === '' ? [] : [{ kind: 'paragraph' as const, text }]),
    ];
  });
}
