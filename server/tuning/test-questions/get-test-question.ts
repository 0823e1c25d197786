import type { Kysely, Selectable } from 'kysely';
import { recordAudit } from '../../audit/index.ts';
import { AppError } from '../../base/index.ts';
import type { Database, TestQuestionTable } from '../../store/index.ts';
import type { LessonDeps } from '../lessons/types.ts';
import { testFromRow } from './test-row.ts';
import type { TestQuestion } from './types.ts';

export type TestQuestionId = { botId: string; testId: string };

/** @throws AppError `not_found` */
export async function getTestQuestion(
  { store }: Pick<LessonDeps, 'store'>,
  id: TestQuestionId,
): Promise<TestQuestion> {
  return testFromRow(await testQuestionRow(store.db, id));
}

/** @throws AppError `not_found`; `conflict` when `expectedVersion` is out of date */
export async function testQuestionRow(
  db: Kysely<Database>,
  { botId, testId }: TestQuestionId,
  expectedVersion?: number,
): Promise<Selectable<TestQuestionTable>> {
  const query = db.selectFrom('test_questions').selectAll().where('bot_id', '=', botId);
  const row = await query.where('id', '=', testId).executeTakeFirst();
  if (!row) throw new AppError('not_found', 'There is no such test question. It may have been deleted.');
  if (expectedVersion !== undefined && expectedVersion !== row.version) {
    throw new AppError(
      'conflict',
      'Somebody else has changed this test question. Load it again, then change it.',
    );
  }
  return row;
}

/** @throws AppError `not_found` */
export async function deleteTestQuestion(
  { store, clock }: LessonDeps,
  { actor, botId, testId }: TestQuestionId & { actor: string },
): Promise<void> {
  await store.transact(async (tx) => {
    await testQuestionRow(tx, { botId, testId });
    await tx.deleteFrom('test_questions').where('id', '=', testId).execute();
    const details = { testId };
    await recordAudit(tx, {
      at: clock.now(),
      actor,
      verb: 'deleteTestQuestion',
      subject: `bot:${botId}`,
      details,
    });
  });
}
