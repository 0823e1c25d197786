import { readCsv } from './formats/read-csv.ts';
import { readJsonl } from './formats/read-jsonl.ts';
import { readQna } from './formats/read-qna.ts';
import { readRowText } from './read-text.ts';
import type { ReadFile } from './types.ts';

export const LESSON_FORMATS = ['qna', 'csv', 'jsonl'] as const;
export type LessonFormat = (typeof LESSON_FORMATS)[number];

/** The parts of 20,000 lessons of ordinary length; the file is read in one piece. */
const MAX_FILE_BYTES = 20 * 2 ** 20;
const MAX_LESSONS = 20_000;

const READERS: Record<LessonFormat, (text: string, file: string) => ReadFile> = {
  qna: readQna,
  csv: readCsv,
  jsonl: readJsonl,
};

const ENDINGS = new Map<string, LessonFormat>([
  ['yaml', 'qna'],
  ['yml', 'qna'],
  ['csv', 'csv'],
  ['tsv', 'csv'],
  ['jsonl', 'jsonl'],
  ['ndjson', 'jsonl'],
]);

/** By the file's name; undefined where it says nothing. */
export function formatOfName(name: string): LessonFormat | undefined {
  return ENDINGS.get(name.split('.').at(-1)?.toLowerCase() ?? '');
}

/** Reads a file of lessons. Whatever is wrong with it is a complaint; nothing is thrown. */
export function readLessons(name: string, bytes: Uint8Array, format = formatOfName(name)): ReadFile {
  const refuse = (message: string): ReadFile => ({ lessons: [], complaints: [{ file: name, message }] });
  if (format === undefined) {
    return refuse('The name does not tell the format. Lessons come as qna.yaml, .csv or .jsonl.');
  }
  if (bytes.byteLength > MAX_FILE_BYTES) {
    return refuse(`The file is larger than ${MAX_FILE_BYTES / 2 ** 20} MB. Split it into several.`);
  }
  const content = readRowText(name, bytes);
  if ('complaint' in content) return { lessons: [], complaints: [content.complaint] };
  const read = READERS[format](content.text, name);
  if (read.lessons.length > MAX_LESSONS) {
    return refuse(
      `The file holds ${read.lessons.length} lessons; at most ${MAX_LESSONS} are taken at once. Split it.`,
    );
  }
  if (read.lessons.length === 0 && read.complaints.length === 0)
    return refuse('There is no lesson in this file.');
  return read;
}
