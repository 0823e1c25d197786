import type { HistoryMessage } from '../contract/index.ts';
import type { Database } from '../store/index.ts';

export const HISTORY_COLUMNS = ['role', 'text', 'status', 'author_id'] as const;

type Row = Pick<Database['messages'], (typeof HISTORY_COLUMNS)[number]>;

/**
 * What an answer looks back on, oldest first, of messages that come newest first: what was said, and of replies asked for again
 * the last alone. The others were taken back before the visitor's eyes.
 */
export function historyOf(newestFirst: readonly Row[]): HistoryMessage[] {
  const said = newestFirst.filter(({ text, status }) => text !== '' && status !== 'failed').reverse();
  return said
    .filter((row, index) => !(isOfBot(row) && isOfBot(said[index + 1])))
    .map(({ role, text }) => ({ role, content: text }));
}

/** The bot speaks when asked: a reply of its own right after another took that one's place. */
function isOfBot(row: Row | undefined): boolean {
  return row?.role === 'assistant' && row.author_id === null;
}
