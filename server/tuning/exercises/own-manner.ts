import { shareOnPages } from '../data/check-target.ts';
import type { KeptRow } from '../data/types.ts';

/** From here on there are enough of them to learn a manner from. */
const MIN_LESSONS = 200;
/** Mean share of the words of their answers that stand on the pages: 0.94 of exercises, 0.90 of the sample's lessons, 0.50 of what hotel clerks wrote in chats. */
const MAX_ON_PAGES = 0.7;

/**
 * How many lessons a bot has that are many, and worded otherwise than its pages; 0 where they are few or say what pages say. Exercises
 * teach to say a line of a page, and would take their manner from them (measured: docs/trials/teaching.md).
 */
export function lessonsOfOwnManner(rows: readonly Pick<KeptRow, 'part' | 'lessonId' | 'messages'>[]): number {
  const shares = rows
    .filter(({ part, lessonId }) => part === 'answer' && lessonId !== undefined)
    .map(({ messages }) => shareOnPages(messages.at(-2)?.content ?? '', messages.at(-1)?.content ?? ''));
  if (shares.length < MIN_LESSONS) return 0;
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return mean < MAX_ON_PAGES ? shares.length : 0;
}
