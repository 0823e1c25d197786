import { z } from 'zod';
import { type Complaint, readTable, type TableRow } from '../../base/index.ts';
import { type QuestionRow, questionRowSchema } from '../evaluation/rows.ts';
import { HISTORY_EXAMPLE, historyOf } from '../lessons/formats/read-csv.ts';
import { plainSentence, readJsonLines } from '../lessons/formats/read-json-lines.ts';
import { readRowText } from '../lessons/read-text.ts';
import type { TestContent } from './types.ts';

export const TEST_FORMATS = ['jsonl', 'csv'] as const;
export type TestFormat = (typeof TEST_FORMATS)[number];

const MAX_FILE_BYTES = 20 * 2 ** 20;
const MAX_TESTS = 20_000;
/** Between the entries of one cell: `60 days | free`. */
const LIST_SEPARATOR = '|';

export type ReadTests = { tests: { content: TestContent; line: number }[]; complaints: Complaint[] };

const rowSchema = questionRowSchema.extend({
  must_pass: z.boolean().optional(),
  author: z.string().optional(),
});

const NAMES = {
  id: 'id',
  kind: 'kind',
  question: 'question',
  history: 'history',
  reference: 'reference',
  answer: 'reference',
  mustinclude: 'mustInclude',
  goldids: 'gold',
  golddocuments: 'gold',
  documents: 'gold',
  answerable: 'answerable',
  mustpass: 'mustPass',
  split: 'split',
  author: 'author',
} as const;
type Column = (typeof NAMES)[keyof typeof NAMES];
const EXAMPLE = 'id,question,reference,must_include,gold_ids,answerable,split';

const ENDINGS = new Map<string, TestFormat>([
  ['csv', 'csv'],
  ['tsv', 'csv'],
  ['jsonl', 'jsonl'],
  ['ndjson', 'jsonl'],
]);

/** Reads a file of test questions: rows as evaluation reads them, or a table. Whatever is wrong is a complaint. */
export function readTests(
  name: string,
  bytes: Uint8Array,
  format = ENDINGS.get(name.split('.').at(-1)?.toLowerCase() ?? ''),
): ReadTests {
  const refuse = (message: string): ReadTests => ({ tests: [], complaints: [{ file: name, message }] });
  if (format === undefined) return refuse('The name does not tell the format. Tests come as .jsonl or .csv.');
  if (bytes.byteLength > MAX_FILE_BYTES)
    return refuse(`The file is larger than ${MAX_FILE_BYTES / 2 ** 20} MB.`);
  const content = readRowText(name, bytes);
  if ('complaint' in content) return { tests: [], complaints: [content.complaint] };
  const read = format === 'csv' ? readTestTable(content.text, name) : readTestLines(content.text, name);
  if (read.tests.length > MAX_TESTS) return refuse(`The file holds more than ${MAX_TESTS} tests. Split it.`);
  if (read.tests.length === 0 && read.complaints.length === 0)
    return refuse('There is no test in this file.');
  return read;
}

function readTestLines(text: string, file: string): ReadTests {
  const { rows, complaints } = readJsonLines(text, file, { schema: rowSchema, sentenceOf: plainSentence });
  const tests = rows.map(({ row, line }) => ({ content: contentOfRow(row), line }));
  return { tests, complaints };
}

/** `gold_ids` without an `answerable` are said of a question that has an answer, an empty list of one that has none. */
function contentOfRow(
  row: QuestionRow & { must_pass?: boolean | undefined; author?: string | undefined },
): TestContent {
  const { id, kind, question, history, reference, must_include, gold_ids, split, must_pass, author } = row;
  const answerable = row.answerable ?? gold_ids?.length !== 0;
  return {
    name: id,
    question,
    answerable,
    ...(kind && { kind }),
    ...(history && { history }),
    ...(reference && { reference }),
    ...(must_include && { mustInclude: must_include }),
    ...(gold_ids && { goldDocuments: gold_ids }),
    ...(split && { split: split as TestContent['split'] & string }),
    ...(must_pass !== undefined && { mustPass: must_pass }),
    ...(author && { author }),
  };
}

function readTestTable(text: string, file: string): ReadTests {
  const { rows, complaints } = readTable<Column>(text, file, {
    names: NAMES,
    required: ['question'],
    example: EXAMPLE,
  });
  const read: ReadTests = { tests: [], complaints };
  for (const row of rows) {
    const content = contentOfCells(row);
    if ('message' in content) read.complaints.push(content);
    else read.tests.push({ content, line: row.line });
  }
  return read;
}

function contentOfCells({ cells, complain }: TableRow<Column>): TestContent | Complaint {
  const { id, kind, question = '', reference, mustInclude, gold, split, author } = cells;
  const history = cells.history === undefined ? [] : historyOf(cells.history);
  if (history === undefined) return complain('history', HISTORY_EXAMPLE);
  const answerable = flagOf(cells.answerable);
  if (answerable === undefined) return complain('answerable', 'must be true or false');
  const mustPass = flagOf(cells.mustPass);
  if (mustPass === undefined) return complain('mustPass', 'must be true or false');
  return {
    question,
    ...(history.length > 0 && { history }),
    ...(id && { name: id }),
    ...(kind && { kind }),
    ...(reference && { reference }),
    ...(mustInclude && { mustInclude: listOf(mustInclude) }),
    ...(gold && { goldDocuments: listOf(gold) }),
    ...(split && { split: split as TestContent['split'] & string }),
    ...(answerable !== 'absent' && { answerable }),
    ...(mustPass !== 'absent' && { mustPass }),
    ...(author && { author }),
  };
}

/** Undefined where it is neither yes nor no. */
function flagOf(cell: string | undefined): boolean | 'absent' | undefined {
  if (cell === undefined) return 'absent';
  if (/^(true|yes|1|x)$/i.test(cell)) return true;
  return /^(false|no|0)$/i.test(cell) ? false : undefined;
}

function listOf(cell: string): string[] {
  return cell
    .split(LIST_SEPARATOR)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
