import type { Kysely, Selectable } from 'kysely';
import { AppError } from '../../base/index.ts';
import type { Database, LessonTable } from '../../store/index.ts';
import { lessonFromRow } from './lesson-row.ts';
import type { Lesson, LessonDeps } from './types.ts';

export type LessonId = { botId: string; lessonId: string };

/** @throws AppError `not_found` */
export async function getLesson({ store }: Pick<LessonDeps, 'store'>, id: LessonId): Promise<Lesson> {
  return lessonFromRow(await lessonRow(store.db, id));
}

/** @throws AppError `not_found`; `conflict` when `expectedVersion` is out of date */
export async function lessonRow(
  db: Kysely<Database>,
  { botId, lessonId }: LessonId,
  expectedVersion?: number,
): Promise<Selectable<LessonTable>> {
  const query = db.selectFrom('lessons').selectAll().where('bot_id', '=', botId);
  const row = await query.where('id', '=', lessonId).executeTakeFirst();
  if (!row) throw new AppError('not_found', 'There is no such lesson. It may have been deleted.');
  if (expectedVersion !== undefined && expectedVersion !== row.version) {
    throw new AppError('conflict', 'Somebody else has changed this lesson. Load it again, then change it.');
  }
  return row;
}

/** A lesson that was erased has no words to teach, and what is written now is another one. */
export function erased(): AppError {
  return new AppError('conflict', 'This lesson was erased and stays so. Write a new one.');
}
