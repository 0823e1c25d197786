import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { z } from 'zod';
import { AppError, type Complaint, systemProblem, toAppError } from '../../base/index.ts';
import { decodeText } from '../../knowledge/index.ts';
import { plainSentence, readJsonLines } from '../lessons/formats/read-json-lines.ts';
import { mixedEncodings } from '../lessons/read-text.ts';

/** The text is held in one piece, and a string of JavaScript ends soon above. */
const MAX_FILE_BYTES = 500 * 2 ** 20;

export type ReadRow<Row> = { row: Row; line: number };

/**
 * The rows of a file with one JSON object a line, in any encoding of text.
 * @throws AppError `bad_request` naming file, line and field, also where there is no row; `too_large`
 */
export async function readRows<Row>(path: string, schema: z.ZodType<Row>): Promise<ReadRow<Row>[]> {
  const file = basename(path);
  const read = readJsonLines(await readText(path), file, { schema, sentenceOf: plainSentence });
  requireSound(read.complaints);
  if (read.rows.length > 0) return read.rows;
  throw new AppError('bad_request', `${file} holds no rows. Write one JSON object a line.`);
}

/** @throws AppError `bad_request` for a file that cannot be read or is no text, `too_large` */
export async function readText(path: string): Promise<string> {
  const file = basename(path);
  let bytes: Buffer;
  try {
    if ((await stat(path)).size > MAX_FILE_BYTES)
      throw new AppError('too_large', `${file} is larger than ${MAX_FILE_BYTES / 2 ** 20} MB. Split it.`);
    bytes = await readFile(path);
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new AppError('bad_request', `${path} could not be read: ${systemProblem(thrown)}.`, {
      cause: thrown,
    });
  }
  const mixed = mixedEncodings(file, bytes);
  requireSound(mixed === undefined ? [] : [mixed]);
  try {
    return decodeText(bytes);
  } catch (thrown) {
    const { code, message } = toAppError(thrown);
    throw new AppError(code, `${file}: ${message}`, { cause: thrown });
  }
}

/** @throws AppError `bad_request` with the first complaint */
export function requireSound([first]: readonly Complaint[]): void {
  if (first === undefined) return;
  const { file, line, field, message } = first;
  const place = line === undefined ? file : `${file} line ${line}`;
  const about = field === undefined ? place : `${place}, field "${field}"`;
  throw new AppError('bad_request', `${about}: ${message.replace(/\.$/, '')}.`, {
    details: { file, ...(line !== undefined && { line }), ...(field !== undefined && { field }) },
  });
}
