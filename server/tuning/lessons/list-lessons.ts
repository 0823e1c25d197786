import type { Kysely } from 'kysely';
import { takePage } from '../../base/index.ts';
import { type Database, holdsText, type LessonSource, type LessonState } from '../../store/index.ts';
import { lessonFromRow } from './lesson-row.ts';
import type { Lesson } from './types.ts';

const DEFAULT_PAGE = 50;

export type LessonFilter = {
  botId: string;
  state?: LessonState;
  source?: LessonSource;
  /** Occurs in question or answer, whatever its case. */
  text?: string;
};

export type ListLessonsInput = LessonFilter & {
  /** The `next` of the page before. */
  before?: number;
  limit?: number;
};

export type LessonPage = { lessons: Lesson[]; total: number; next?: number };

type Deps = { store: { db: Kysely<Database> } };

/** Newest first, a page at a time, with the number there are in all. */
export async function listLessons({ store }: Deps, input: ListLessonsInput): Promise<LessonPage> {
  const { before, limit = DEFAULT_PAGE } = input;
  const { count } = await filtered(store.db, input)
    .select((query) => query.fn.countAll<number | string>().as('count'))
    .executeTakeFirstOrThrow();
  let query = filtered(store.db, input)
    .selectAll()
    .orderBy('sequence', 'desc')
    .limit(limit + 1);
  if (before !== undefined) query = query.where('sequence', '<', before);
  const { page, ...rest } = takePage(await query.execute(), limit, ({ sequence }) => sequence);
  return { lessons: page.map(lessonFromRow), total: Number(count), ...rest };
}

/** All lessons that match, in order of arrival: the same on every machine that was given the same files. */
export async function allLessons({ store }: Deps, filter: LessonFilter): Promise<Lesson[]> {
  const rows = await filtered(store.db, filter).selectAll().orderBy('sequence').execute();
  return rows.map(lessonFromRow);
}

function filtered(db: Kysely<Database>, { botId, state, source, text }: LessonFilter) {
  let query = db.selectFrom('lessons').where('bot_id', '=', botId);
  if (state !== undefined) query = query.where('state', '=', state);
  if (source !== undefined) query = query.where('source', '=', source);
  return text === undefined ? query : query.where(holdsText(['question', 'answer'], text));
}
