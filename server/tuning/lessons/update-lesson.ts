import { recordAudit } from '../../audit/index.ts';
import { AppError } from '../../base/index.ts';
import { followLesson } from '../preference/follow-lesson.ts';
import { type CheckedContent, checkedContent } from './checked-content.ts';
import { erased, getLesson, type LessonId, lessonRow } from './get-lesson.ts';
import { IS_A_TEST } from './insert-lessons.ts';
import { contentColumns, lessonFromRow } from './lesson-row.ts';
import { redactRows } from './redact-lessons.ts';
import type { Lesson, LessonContent, LessonDeps } from './types.ts';

/** Null takes a field away; what is not named stays. */
export type LessonChanges = { [Field in keyof LessonContent]?: LessonContent[Field] | null };

export type UpdateLessonInput = LessonId & {
  actor: string;
  changes: LessonChanges;
  /** When given, the change is refused if somebody else saved in between. */
  expectedVersion?: number;
};

/**
 * Saves new words under the next version; the lesson is a draft again, for somebody to approve.
 * @throws AppError `not_found`, `bad_request` naming the field, `conflict` when the version is out of date, another lesson
 * says the same, or the question is a test
 */
export async function updateLesson(deps: LessonDeps, input: UpdateLessonInput): Promise<Lesson> {
  const { store, clock } = deps;
  const { actor, botId, lessonId, changes, expectedVersion } = input;
  const before = await getLesson(deps, input);
  const content = await withChanges(deps, before, changes);
  const columns = contentColumns(content);
  return store.transact(async (tx) => {
    const { version, erased_at } = await lessonRow(tx, input, expectedVersion ?? before.version);
    if (erased_at !== null) throw erased();
    const others = tx
      .selectFrom('lessons')
      .select('id')
      .where('bot_id', '=', botId)
      .where('id', '!=', lessonId);
    if (await others.where('content_hash', '=', columns.content_hash).executeTakeFirst()) {
      throw new AppError('conflict', 'Another lesson says the same in the same words. Keep one of the two.');
    }
    const tests = tx.selectFrom('test_questions').select('id').where('bot_id', '=', botId);
    if (await tests.where('question_key', '=', columns.question_key).executeTakeFirst()) {
      throw new AppError('conflict', `This lesson ${IS_A_TEST}.`);
    }
    const at = clock.now();
    const row = await tx
      .updateTable('lessons')
      .set({
        ...columns,
        ...(content.author !== undefined && { author: content.author }),
        state: 'draft',
        reviewer: null,
        version: version + 1,
        updated_at: at,
      })
      .where('id', '=', lessonId)
      .returningAll()
      .executeTakeFirstOrThrow();
    await followLesson(tx, { actor, botId, lessonId, state: 'draft', answer: row.answer, at });
    const details = { lessonId, version: version + 1, fields: Object.keys(changes) };
    await recordAudit(tx, { at, actor, verb: 'updateLesson', subject: `bot:${botId}`, details });
    return lessonFromRow(row);
  });
}

async function withChanges(
  { store }: LessonDeps,
  before: Lesson,
  changes: LessonChanges,
): Promise<CheckedContent> {
  const { kind, history, question, answer, context, documentName, task, origin, author, licence } = before;
  const kept = { kind, history, question, answer, context, documentName, task, origin, author, licence };
  const merged = Object.entries({ ...kept, ...changes }).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  const content = checkedContent(Object.fromEntries(merged) as LessonContent);
  const [redacted] = await redactRows(store.db, before.botId, [content]);
  return redacted ?? content;
}
