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

/** So that spreadsheets read the letters right. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A table as `readCsv` reads it, safe to open in a spreadsheet. */
export function writeCsv(lessons: readonly Lesson[]): string {
  const rows = lessons.map((lesson) => Object.values(COLUMNS).map((cellOf) => quoted(cellOf(lesson) ?? '')));
  return `${BYTE_ORDER_MARK}${[Object.keys(COLUMNS), ...rows].map((cells) => `${cells.join(',')}\n`).join('')}`;
}

/** Whatever a spreadsheet would take for a formula is guarded by an apostrophe, which reading takes away again. */
function quoted(cell: string): string {
  const guarded = /^'*[=+\-@]|^''/.test(cell) ? `'${cell}` : cell;
  return `"${guarded.replaceAll('"', '""')}"`;
}
