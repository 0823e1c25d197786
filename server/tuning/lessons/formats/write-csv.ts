import { BYTE_ORDER_MARK, csvCell } from '../../../base/index.ts';
import type { Lesson } from '../types.ts';

const COLUMNS: Readonly<Record<string, (lesson: Lesson) => string | undefined>> = {
  question: ({ question }) => question,
  answer: ({ answer }) => answer,
  context: ({ context }) => context,
  document: ({ documentName }) => documentName,
  source: ({ origin }) => origin,
  history: ({ history }) => (history.length > 0 ? JSON.stringify(history) : undefined),
  task: ({ task }) => task,
  kind: ({ kind }) => kind,
  author: ({ author }) => author,
  licence: ({ licence }) => licence,
};

/** A table as `readCsv` reads it, safe to open in a spreadsheet; reading takes its guards away again. */
export function writeCsv(lessons: readonly Lesson[]): string {
  const rows = lessons.map((lesson) => Object.values(COLUMNS).map((cellOf) => csvCell(cellOf(lesson) ?? '')));
  return `${BYTE_ORDER_MARK}${[Object.keys(COLUMNS), ...rows].map((cells) => `${cells.join(',')}\n`).join('')}`;
}
