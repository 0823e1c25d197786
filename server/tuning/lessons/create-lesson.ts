import { recordAudit } from '../../audit/index.ts';
import { AppError } from '../../base/index.ts';
import { getBot } from '../../bots/index.ts';
import type { LessonSource } from '../../store/index.ts';
import { checkedContent } from './checked-content.ts';
import { IS_A_TEST, insertPlanned, planInsert } from './insert-lessons.ts';
import { lessonFromRow } from './lesson-row.ts';
import { redactRows } from './redact-lessons.ts';
import type { Lesson, LessonContent, LessonDeps } from './types.ts';

export type CreateLessonInput = LessonContent & {
  actor: string;
  botId: string;
  /** How it came about; `form` when absent. */
  source?: LessonSource;
  /** Chosen beforehand by who must find it again after a crash; a new one when absent. */
  id?: string;
};

/**
 * Keeps a lesson as a draft, without anybody's personal data.
 * @throws AppError `not_found`, `bad_request` naming the field, `conflict` when it is there already or is a test question
 */
export async function createLesson(deps: LessonDeps, input: CreateLessonInput): Promise<Lesson> {
  const { actor, botId, source = 'form', id, ...content } = input;
  await getBot(deps, botId);
  const contents = await redactRows(deps.store.db, botId, [checkedContent(content)]);
  const at = deps.clock.now();
  return deps.store.transact(async (tx) => {
    const about = { botId, source, state: 'draft', author: actor, reviewer: null, at } as const;
    const plan = await planInsert(tx, { ...about, contents, ids: id === undefined ? [] : [id] });
    const [outcome] = plan.outcomes;
    if (outcome?.type !== 'new') {
      const why = outcome?.type === 'there' ? 'is there already, in the same words' : IS_A_TEST;
      throw new AppError('conflict', `This lesson ${why}.`);
    }
    await insertPlanned(tx, plan);
    const details = { lessonId: outcome.id, source };
    await recordAudit(tx, { at, actor, verb: 'createLesson', subject: `bot:${botId}`, details });
    const row = tx.selectFrom('lessons').selectAll().where('id', '=', outcome.id);
    return lessonFromRow(await row.executeTakeFirstOrThrow());
  });
}
