import { CsvError, parse } from 'csv-parse/sync';
import { AppError, csvProblem } from '../../base/index.ts';
import type { ExtractedDocument } from './blocks.ts';
import { tableBlocks } from './grid-blocks.ts';
import { EXTRACT_LIMITS } from './limits.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** Lines looked at to tell the delimiter. */
const SAMPLE_LINES = 30;

/**
 * A table of values. Columns `question` and `answer` make one section a row, under the question; any other table is
 * read row by row, each with its column names.
 * @throws AppError `unreadable_document`, `too_large`
 */
export function readCsv(text: string): ExtractedDocument {
  const { blocks, areQuestions } = tableBlocks(parseRows(text, detectDelimiter(text)));
  return { title: '', blocks, ...(areQuestions ? { separateSections: true } : {}), warnings: [] };
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
    const { why, line } = csvProblem(thrown);
    throw new AppError('unreadable_document', `The CSV file is damaged: ${why}. Look near line ${line}.`, {
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
