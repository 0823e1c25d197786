import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { AppError, parseJson } from '../../base/index.ts';
import { historyMessageSchema } from '../../contract/index.ts';
import { type LabelRow, labelRowSchema, type ShownReport, shownReportSchema } from './score-labels.ts';

/** One row of a file may not be larger: a line without an end would fill the memory. */
const MAX_LINE_CHARS = 4_000_000;
const MAX_ROWS = 1_000_000;

export const corpusRowSchema = z.object({
  id: z.string().min(1),
  title: z.string().optional(),
  text: z.string(),
});
export type CorpusRow = z.infer<typeof corpusRowSchema>;

export const questionRowSchema = z.object({
  id: z.string().min(1),
  question: z.string(),
  history: z.array(historyMessageSchema).optional(),
  /** Corpus ids that hold the answer; rows without any are left out of retrieval measures. */
  gold_ids: z.array(z.string()).optional(),
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
  return withUniqueIds(await readJsonLines(path, corpusRowSchema), path);
}

/** Reads question rows, one JSON object a line. @throws AppError `bad_request` naming file, line and field */
export async function readQuestions(path: string): Promise<QuestionRow[]> {
  return withUniqueIds(await readJsonLines(path, questionRowSchema), path);
}

/** Reads labels of shown sentences, one JSON object a line. @throws AppError `bad_request` naming file, line and field */
export async function readLabels(path: string): Promise<LabelRow[]> {
  return await readJsonLines(path, labelRowSchema);
}

/** The sentences of a report of answers. @throws AppError `bad_request` */
export async function readShownReport(path: string): Promise<ShownReport> {
  const parsed = shownReportSchema.safeParse(parseJson(String(await readBytes(path))));
  if (parsed.success) return parsed.data;
  const name = basename(path);
  throw new AppError(
    'bad_request',
    `${name} is no report of answers with its shown sentences; make it anew.`,
  );
}

/** Reads routing examples: CSV whose first line is `text,label`. @throws AppError `bad_request` naming file, line and field */
export async function readExamples(path: string): Promise<ExampleRow[]> {
  const options = { columns: true, bom: true, skip_empty_lines: true, trim: true, info: true } as const;
  let records: { record: Record<string, string>; info: { lines: number } }[];
  try {
    records = parse(await readBytes(path), options) as unknown as typeof records;
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new AppError('bad_request', `${basename(path)} is not readable CSV: ${messageOf(thrown)}`, {
      cause: thrown,
    });
  }
  return records.map(({ record, info }) => {
    const { text, label } = record;
    if (!text) throw badField(path, info.lines, 'text', 'is missing or empty');
    if (!label) throw badField(path, info.lines, 'label', 'is missing or empty');
    return { text, label };
  });
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (thrown) {
    throw unreadable(path, thrown);
  }
}

async function readJsonLines<Row>(path: string, schema: z.ZodType<Row>): Promise<Row[]> {
  const rows: Row[] = [];
  let number = 0;
  try {
    for await (const line of createInterface({
      input: createReadStream(path),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      number += 1;
      if (line.trim() === '') continue;
      if (line.length > MAX_LINE_CHARS || number > MAX_ROWS) {
        throw new AppError(
          'too_large',
          `${basename(path)} line ${number} is beyond the limit of ${MAX_ROWS} rows of ${MAX_LINE_CHARS} characters.`,
        );
      }
      rows.push(parseRow(path, number, line.replace(/^\uFEFF/, ''), schema));
    }
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : unreadable(path, thrown);
  }
  return rows;
}

function parseRow<Row>(path: string, line: number, text: string, schema: z.ZodType<Row>): Row {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    throw new AppError('bad_request', `${basename(path)} line ${line} is not JSON: ${messageOf(thrown)}`, {
      cause: thrown,
    });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw badField(path, line, issue?.path.join('.') || 'row', issue?.message ?? 'is not valid');
}

function withUniqueIds<Row extends { id: string }>(rows: Row[], path: string): Row[] {
  const seen = new Map<string, number>();
  for (const [index, { id }] of rows.entries()) {
    const before = seen.get(id);
    if (before !== undefined) {
      throw new AppError(
        'bad_request',
        `${basename(path)}: the id "${id}" is used by rows ${before + 1} and ${index + 1}; ids must be unique.`,
      );
    }
    seen.set(id, index);
  }
  return rows;
}

function badField(path: string, line: number, field: string, problem: string): AppError {
  return new AppError('bad_request', `${basename(path)} line ${line}, field "${field}": ${problem}.`, {
    details: { file: basename(path), line, field },
  });
}

function unreadable(path: string, cause: unknown): AppError {
  return new AppError('bad_request', `${path} could not be read: ${messageOf(cause)}`, { cause });
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
