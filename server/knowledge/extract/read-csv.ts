import { CsvError, parse } from 'csv-parse/sync';
import { AppError } from '../../base/index.ts';
import type { Block, ExtractedDocument } from './blocks.ts';
import { EXTRACT_LIMITS } from './limits.ts';
import { renderRows } from './render-rows.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** Lines looked at to tell the delimiter. */
const SAMPLE_LINES = 30;
const QUESTION_NAMES = new Set([
  'question',
  'questions',
  'q',
  'frage',
  'pregunta',
  'domanda',
  'pergunta',
  'vraag',
]);
const ANSWER_NAMES = new Set([
  'answer',
  'answers',
  'a',
  'antwort',
  'respuesta',
  'réponse',
  'reponse',
  'risposta',
  'antwoord',
]);

/**
 * A table of values. Columns `question` and `answer` make one section a row, under the question; any other table is
 * read row by row, each with its column names.
 * @throws AppError `unreadable_document`, `too_large`
 */
export function readCsv(text: string): ExtractedDocument {
  const rows = parseRows(text, detectDelimiter(text));
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
    return {
      title: '',
      blocks: questionBlocks(rows, question, answer),
      separateSections: true,
      warnings: [],
    };
  }
  const named = rows.map((row, index) => (index === 0 ? row.map((name) => name.replaceAll('_', ' ')) : row));
  const lines = renderRows(named, hasHeader(rows));
  return {
    title: '',
    blocks: lines.length === 0 ? [] : [{ kind: 'table', text: lines.join('\n') }],
    warnings: [],
  };
}

function parseRows(text: string, delimiter: string): string[][] {
  try {
    const rows: string[][] = parse(text, {
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: EXTRACT_LIMITS.maxTextLength,
    });
    return rows
      .map((row) => row.map((cell) => cell.replace(/\s*\n\s*/g, ' ').trim()))
      .filter((row) => row.some((cell) => cell !== ''));
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    throw new AppError('unreadable_document', `The CSV file is damaged: ${thrown.message}.`, {
      cause: thrown,
    });
  }
}

/** The delimiter that splits most lines into the same number of cells, more than one. */
function detectDelimiter(text: string): string {
  const lines = text.split('\n', SAMPLE_LINES).filter((line) => line.trim() !== '');
  let best = { delimiter: ',' as string, score: 0 };
  for (const delimiter of DELIMITERS) {
    const widths = lines.map((line) => line.replace(/"(?:[^"]|"")*"/g, '').split(delimiter).length);
    const commonest = mostCommon(widths.filter((width) => width > 1));
    const score = widths.filter((width) => width === commonest).length;
    if (commonest > 1 && score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function mostCommon(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

/** A first row names the columns when its cells are different words, not numbers, and other rows follow. */
function hasHeader(rows: readonly string[][]): boolean {
  const [first, ...others] = rows;
  if (first === undefined || others.length === 0 || first.length < 2) return false;
  const named = first.every((cell) => cell.length <= 60 && !/^[\d.,%£$€:/ -]*$/.test(cell));
  return named && new Set(first).size === first.length;
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
