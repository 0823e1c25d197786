import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { parseJson } from '../../../base/index.ts';
import { historyMessageSchema } from '../../../contract/index.ts';
import type { Complaint, LessonContent, ReadFile } from '../types.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** What each column may be called; compared without case, spaces and marks. */
const COLUMNS: Record<string, keyof LessonContent> = {
  question: 'question',
  questions: 'question',
  q: 'question',
  frage: 'question',
  answer: 'answer',
  answers: 'answer',
  a: 'answer',
  antwort: 'answer',
  context: 'context',
  passage: 'context',
  text: 'context',
  document: 'documentName',
  documentname: 'documentName',
  file: 'documentName',
  source: 'origin',
  origin: 'origin',
  history: 'history',
  task: 'task',
  kind: 'kind',
  author: 'author',
  licence: 'licence',
  license: 'licence',
};

type Place = { line: number; column: number };
type Row = { record: string[]; info: { lines: number } };

const historySchema = z.array(historyMessageSchema);

/**
 * Reads a table whose first line names the columns `question` and `answer`, and may name `context`, `document`, `source`,
 * `history` (JSON), `task`, `kind`, `author` and `licence`. Commas, semicolons, tabs or bars between the cells. `line` and
 * `column` of a complaint are those of the record and of its cell, from 1.
 */
export function readCsv(text: string, file: string): ReadFile {
  const delimiter = delimiterOf(text);
  let rows: Row[];
  try {
    rows = parse(text, {
      delimiter,
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as Row[];
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    return { lessons: [], complaints: [damaged(thrown, file)] };
  }
  const header = (rows[0]?.record ?? []).map((name) => COLUMNS[name.toLowerCase().replace(/[^\p{L}]/gu, '')]);
  const missing = (['question', 'answer'] as const).filter((name) => !header.includes(name));
  if (missing.length > 0) {
    const message = `The first line names no column "${missing.join('" and no "')}". It should read: question,answer,context,document,source`;
    return {
      lessons: [],
      complaints: [{ file, line: 1, column: 1, field: missing[0] ?? 'question', message }],
    };
  }
  const read: ReadFile = { lessons: [], complaints: [] };
  let line = 1 + (rows[0]?.info.lines ?? 1);
  for (const { record, info } of rows.slice(1)) {
    const place = { line, column: 1 };
    line = info.lines + 1;
    if (record.every((cell) => cell.trim() === '')) continue;
    const content = contentOf(record, header);
    const problem = problemOf(record, header, content);
    if (problem) read.complaints.push({ file, ...place, ...problem });
    else read.lessons.push({ content, ...place });
  }
  return read;
}

function contentOf(
  record: readonly string[],
  header: readonly (keyof LessonContent | undefined)[],
): LessonContent {
  const content: Record<string, unknown> = { question: '', answer: '' };
  for (const [index, name] of header.entries()) {
    const cell = record[index]?.trim() ?? '';
    if (name === undefined || cell === '') continue;
    content[name] = name === 'history' ? (historySchema.safeParse(parseJson(cell)).data ?? cell) : cell;
  }
  return content as LessonContent;
}

function problemOf(
  record: readonly string[],
  header: readonly (keyof LessonContent | undefined)[],
  content: LessonContent,
): Pick<Complaint, 'column' | 'field' | 'message'> | undefined {
  const at = (field: keyof LessonContent, message: string) => ({
    column: header.indexOf(field) + 1,
    field,
    message,
  });
  if (record.length > header.length) {
    const message = `has ${record.length} cells where the first line names ${header.length} columns. Put texts that hold the separator in double quotes`;
    return { column: header.length + 1, message };
  }
  if (content.question === '') return at('question', 'is empty');
  if (content.answer === '') return at('answer', 'is empty');
  if (typeof content.history === 'string') {
    return at('history', 'must be JSON: [{"role": "user", "content": "..."}, ...]');
  }
  if (content.kind !== undefined && content.kind !== 'knowledge' && content.kind !== 'skill') {
    return at('kind', 'must be knowledge or skill');
  }
  return undefined;
}

/** The one that splits the first line into most cells. */
function delimiterOf(text: string): string {
  const first = text.split('\n', 1)[0] ?? '';
  const cells = (delimiter: string) => first.split(delimiter).length;
  return DELIMITERS.reduce((best: string, next) => (cells(next) > cells(best) ? next : best), ',');
}

function damaged(error: CsvError, file: string): Complaint {
  const { lines, column } = error as CsvError & { lines?: number; column?: number | string };
  const place: Partial<Place> = {
    ...(typeof lines === 'number' && { line: lines }),
    ...(typeof column === 'number' && { column: column + 1 }),
  };
  return {
    file,
    ...place,
    message: `The table is damaged: ${error.message}. Check the double quotes on this line.`,
  };
}
