import { basename } from 'node:path';
import { z } from 'zod';
import { AppError, parseJson, readTable } from '../../base/index.ts';
import { historyMessageSchema } from '../../contract/index.ts';
import { type ReadRow, readRows, readText, requireSound } from './read-rows.ts';
import { type LabelRow, labelRowSchema, type ShownReport, shownReportSchema } from './score-labels.ts';

/** Ids are compared as text, and many a file counts its rows. */
const idSchema = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z.string().min(1, 'is empty'),
);

export const corpusRowSchema = z.object({
  id: idSchema,
  title: z.string().optional(),
  text: z.string(),
});
export type CorpusRow = z.infer<typeof corpusRowSchema>;

export const questionRowSchema = z.object({
  id: idSchema,
  question: z.string(),
  history: z.array(historyMessageSchema).optional(),
  /** Corpus ids that hold the answer; rows without any are left out of retrieval measures. */
  gold_ids: z.array(idSchema).optional(),
  reference: z.string().optional(),
  answerable: z.boolean().optional(),
  /** Routing: the right label. */
  label: z.string().optional(),
  /** Key facts an answer must contain, compared without case. */
  must_include: z.array(z.string()).optional(),
  kind: z.string().optional(),
  /** No candidate is published that gets this one wrong. */
  must_pass: z.boolean().optional(),
  split: z.string().optional(),
});
export type QuestionRow = z.infer<typeof questionRowSchema>;

export type ExampleRow = { text: string; label: string };

/** Reads corpus rows, one JSON object a line. @throws AppError `bad_request` naming file, line and field */
export async function readCorpus(path: string): Promise<CorpusRow[]> {
  return withUniqueIds(await readRows(path, corpusRowSchema), path);
}

/** Reads question rows, one JSON object a line. @throws AppError `bad_request` naming file, line and field */
export async function readQuestions(path: string): Promise<QuestionRow[]> {
  return withUniqueIds(await readRows(path, questionRowSchema), path);
}

/** Reads labels of shown sentences, one JSON object a line. @throws AppError `bad_request` naming file, line and field */
export async function readLabels(path: string): Promise<LabelRow[]> {
  return (await readRows(path, labelRowSchema)).map(({ row }) => row);
}

/** The sentences of a report of answers. @throws AppError `bad_request` */
export async function readShownReport(path: string): Promise<ShownReport> {
  const parsed = shownReportSchema.safeParse(parseJson(await readText(path)));
  if (parsed.success) return parsed.data;
  const name = basename(path);
  throw new AppError(
    'bad_request',
    `${name} is no report of answers with its shown sentences; make it anew.`,
  );
}

/** What a column of examples may be called. */
const EXAMPLE_COLUMNS = { text: 'text', question: 'text', label: 'label', intent: 'label' } as const;

/**
 * Reads routing examples: a table, with whatever a spreadsheet puts between cells, whose first line is `text,label`.
 * @throws AppError `bad_request` naming file, line and field
 */
export async function readExamples(path: string): Promise<ExampleRow[]> {
  const { rows, complaints } = readTable<keyof ExampleRow>(await readText(path), basename(path), {
    names: EXAMPLE_COLUMNS,
    required: ['text', 'label'],
    example: 'text,label',
  });
  requireSound(complaints);
  return rows.map(({ cells: { text = '', label = '' } }) => ({ text, label }));
}

function withUniqueIds<Row extends { id: string }>(rows: readonly ReadRow<Row>[], path: string): Row[] {
  const seen = new Map<string, number>();
  for (const { row, line } of rows) {
    const before = seen.get(row.id);
    if (before !== undefined) {
      throw new AppError(
        'bad_request',
        `${basename(path)}: the id "${row.id}" is used in lines ${before} and ${line}; ids must be unique.`,
      );
    }
    seen.set(row.id, line);
  }
  return rows.map(({ row }) => row);
}
