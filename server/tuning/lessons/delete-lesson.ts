import { recordAudit } from '../../audit/index.ts';
import { followLesson } from '../preference/follow-lesson.ts';
import { type LessonId, lessonRow } from './get-lesson.ts';
import type { LessonDeps } from './types.ts';

/** Forgets a lesson's words; the audit keeps that there was one. @throws AppError `not_found` */
export async function deleteLesson(
  { store, clock }: LessonDeps,
  { actor, botId, lessonId }: LessonId & { actor: string },
): Promise<void> {
  await store.transact(async (tx) => {
    await lessonRow(tx, { botId, lessonId });
    await tx.deleteFrom('lessons').where('id', '=', lessonId).execute();
    const at = clock.now();
    await followLesson(tx, { actor, botId, lessonId, state: 'retired', at });
    const details = { lessonId };
    await recordAudit(tx, { at, actor, verb: 'deleteLesson', subject: `bot:${botId}`, details });
  });
}
