import { recordAudit } from '../../audit/index.ts';
import type { LessonState } from '../../store/index.ts';
import { followLesson } from '../preference/follow-lesson.ts';
import { erased, type LessonId, lessonRow } from './get-lesson.ts';
import { lessonFromRow } from './lesson-row.ts';
import type { Lesson, LessonDeps } from './types.ts';

export type LessonStateInput = LessonId & {
  actor: string;
  /** When given, the change is refused if somebody else saved in between: what is approved is what was read. */
  expectedVersion?: number;
};

/**
 * Lets a lesson be taught; the actor is its reviewer.
 * @throws AppError `not_found`, `conflict` when `expectedVersion` is out of date
 */
export async function approveLesson(deps: LessonDeps, input: LessonStateInput): Promise<Lesson> {
  return setState(deps, input, 'approved', 'approveLesson');
}

/**
 * Takes a lesson out of what is taught from now on; it is kept, and what was taught before is not undone.
 * @throws AppError `not_found`, `conflict` when `expectedVersion` is out of date
 */
export async function retireLesson(deps: LessonDeps, input: LessonStateInput): Promise<Lesson> {
  return setState(deps, input, 'retired', 'retireLesson');
}

async function setState(
  { store, clock }: LessonDeps,
  { actor, botId, lessonId, expectedVersion }: LessonStateInput,
  state: LessonState,
  verb: string,
): Promise<Lesson> {
  return store.transact(async (tx) => {
    const before = await lessonRow(tx, { botId, lessonId }, expectedVersion);
    // One that was erased is retired, and what takes a correction back may retire it once more.
    if (before.state === state) return lessonFromRow(before);
    if (before.erased_at !== null) throw erased();
    const at = clock.now();
    const version = before.version + 1;
    const row = await tx
      .updateTable('lessons')
      .set({ state, version, updated_at: at, ...(state === 'approved' && { reviewer: actor }) })
      .where('id', '=', lessonId)
      .returningAll()
      .executeTakeFirstOrThrow();
    await followLesson(tx, { actor, botId, lessonId, state, answer: row.answer, at });
    const details = { lessonId, version };
    const states = { before: { state: before.state }, after: { state } };
    await recordAudit(tx, { at, actor, verb, subject: `bot:${botId}`, details, ...states });
    return lessonFromRow(row);
  });
}
