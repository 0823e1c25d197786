import { isUtf8 } from 'node:buffer';
import { AppError, type Complaint } from '../../base/index.ts';
import { decodeText } from '../../knowledge/index.ts';

const NEWLINE = 0x0a;
/** Of what UTF-8 writes in two bytes: letters of Europe and of what is read from right to left. Others come about by chance, as ß before a quotation mark. */
const LIKELY = /[\u00A0-\u017F\u0370-\u06FF\u0800-\u{10FFFF}]/u;

const utf8 = new TextDecoder();

/** The text of a file with rows in it, or why there is none. */
export function readRowText(file: string, bytes: Uint8Array): { text: string } | { complaint: Complaint } {
  const mixed = mixedEncodings(file, bytes);
  if (mixed !== undefined) return { complaint: mixed };
  try {
    const text = decodeText(bytes);
    return text.trim() === '' ? { complaint: { file, message: 'The file is empty.' } } : { text };
  } catch (thrown) {
    if (thrown instanceof AppError) return { complaint: { file, message: thrown.message } };
    throw thrown;
  }
}

/** A file of which some lines are UTF-8 and others are not: read as either, the accents of the others would be lost. */
export function mixedEncodings(file: string, bytes: Uint8Array): Complaint | undefined {
  const line = findOtherEncoding(bytes);
  if (line === undefined) return undefined;
  const message =
    'This line is written in another encoding than the rest (UTF-8), so its accents and umlauts cannot be read. Save the whole file as UTF-8.';
  return { file, line, column: 1, message };
}

/** The first line that is not UTF-8, from 1; undefined where all are, or none with more than plain letters is. */
function findOtherEncoding(bytes: Uint8Array): number | undefined {
  if (isUtf8(bytes) || bytes.includes(0)) return undefined;
  let wrong: number | undefined;
  let isMarked = false;
  for (let start = 0, line = 1; start < bytes.length; line += 1) {
    const found = bytes.indexOf(NEWLINE, start);
    const end = found === -1 ? bytes.length : found;
    const row = bytes.subarray(start, end);
    if (!isUtf8(row)) wrong ??= line;
    else isMarked ||= LIKELY.test(utf8.decode(row));
    start = end + 1;
  }
  return isMarked ? wrong : undefined;
}
