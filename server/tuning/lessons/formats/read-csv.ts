import { z } from 'zod';
import { type Complaint, parseJson, readTable, type TableRow } from '../../../base/index.ts';
import { historyMessageSchema } from '../../../contract/index.ts';
import type { LessonContent, ReadFile } from '../types.ts';

/** What each column may be called. */
const NAMES: Readonly<Record<string, Column>> = {
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
  document: 'document',
  documentname: 'document',
  file: 'document',
  source: 'source',
  origin: 'source',
  history: 'history',
  task: 'task',
  kind: 'kind',
  author: 'author',
  licence: 'licence',
  license: 'licence',
};

type Column =
  | 'question'
  | 'answer'
  | 'context'
  | 'document'
  | 'source'
  | 'history'
  | 'task'
  | 'kind'
  | 'author'
  | 'licence';

const EXAMPLE = 'question,answer,context,document,source';
const historySchema = z.array(historyMessageSchema);
export const HISTORY_EXAMPLE = 'must be JSON such as [{"role": "user", "content": "..."}]';

/**
 * Reads a table with the columns `question` and `answer`, and where it has them `context`, `document`, `source`, `history`
 * (JSON), `task`, `kind`, `author` and `licence`.
 */
export function readCsv(text: string, file: string): ReadFile {
  const { rows, complaints } = readTable(text, file, {
    names: NAMES,
    required: ['question', 'answer'],
    example: EXAMPLE,
  });
  const read: ReadFile = { lessons: [], complaints };
  for (const row of rows) {
    const content = contentOf(row);
    if ('message' in content) read.complaints.push(content);
    else read.lessons.push({ content, line: row.line, column: 1 });
  }
  return read;
}

function contentOf({ cells, complain }: TableRow<Column>): LessonContent | Complaint {
  const { question = '', answer = '', context, document, source, task, kind, author, licence } = cells;
  const history = cells.history === undefined ? [] : historyOf(cells.history);
  if (history === undefined) return complain('history', HISTORY_EXAMPLE);
  if (kind !== undefined && kind !== 'knowledge' && kind !== 'skill') {
    return complain('kind', 'must be knowledge or skill');
  }
  return {
    question,
    answer,
    ...(history.length > 0 && { history }),
    ...(context && { context }),
    ...(document && { documentName: document }),
    ...(source && { origin: source }),
    ...(task && { task }),
    ...(kind && { kind }),
    ...(author && { author }),
    ...(licence && { licence }),
  };
}

/** Undefined where it is none. */
export function historyOf(json: string): z.infer<typeof historySchema> | undefined {
  return historySchema.safeParse(parseJson(json)).data;
}
