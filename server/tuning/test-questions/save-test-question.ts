import { recordAudit } from '../../audit/index.ts';
import { AppError } from '../../base/index.ts';
import { getBot } from '../../bots/index.ts';
import { redactRows } from '../lessons/redact-lessons.ts';
import type { LessonDeps } from '../lessons/types.ts';
import { type CheckedTest, checkedTest } from './checked-test.ts';
import { getTestQuestion, type TestQuestionId, testQuestionRow } from './get-test-question.ts';
import { IS_A_LESSON, planSave, savePlanned } from './save-tests.ts';
import { testColumns, testFromRow } from './test-row.ts';
import type { TestContent, TestQuestion } from './types.ts';

export type CreateTestQuestionInput = TestContent & {
  actor: string;
  botId: string;
  /** Chosen beforehand by who must find it again after a crash; a new one when absent. */
  id?: string;
};

/**
 * Keeps a test question, without anybody's personal data.
 * @throws AppError `not_found`, `bad_request` naming the field, `conflict` when the name is taken or it is a lesson
 */
export async function createTestQuestion(
  deps: LessonDeps,
  { actor, botId, id, ...content }: CreateTestQuestionInput,
): Promise<TestQuestion> {
  await getBot(deps, botId);
  const test = await redacted(deps, botId, checkedTest(content));
  const at = deps.clock.now();
  return deps.store.transact(async (tx) => {
    const plan = await planSave(tx, {
      botId,
      author: actor,
      at,
      tests: [test],
      ids: id === undefined ? [] : [id],
    });
    const [outcome] = plan.outcomes;
    if (outcome === 'is-a-lesson') throw new AppError('conflict', `This question ${IS_A_LESSON}.`);
    if (outcome !== 'new') {
      throw new AppError(
        'conflict',
        `There is already a test called "${test.name}". Change that one, or choose another name.`,
      );
    }
    await savePlanned(tx, plan, at);
    const query = tx.selectFrom('test_questions').selectAll().where('bot_id', '=', botId);
    const row = await query.where('name', '=', test.name).executeTakeFirstOrThrow();
    const details = { testId: row.id };
    await recordAudit(tx, { at, actor, verb: 'createTestQuestion', subject: `bot:${botId}`, details });
    return testFromRow(row);
  });
}

/** Null takes a field away; what is not named stays. */
export type TestChanges = { [Field in keyof TestContent]?: TestContent[Field] | null };

export type UpdateTestQuestionInput = TestQuestionId & {
  actor: string;
  changes: TestChanges;
  expectedVersion?: number;
};

/**
 * Saves a test question under its next version.
 * @throws AppError `not_found`, `bad_request` naming the field, `conflict` when the version is out of date, the name is
 * taken or the question is a lesson
 */
export async function updateTestQuestion(
  deps: LessonDeps,
  input: UpdateTestQuestionInput,
): Promise<TestQuestion> {
  const { actor, botId, testId, changes, expectedVersion } = input;
  const before = await getTestQuestion(deps, input);
  const merged = Object.entries({ ...before, ...changes }).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  const test = await redacted(deps, botId, checkedTest(Object.fromEntries(merged) as TestContent));
  const columns = testColumns(test);
  const at = deps.clock.now();
  return deps.store.transact(async (tx) => {
    const { version } = await testQuestionRow(tx, input, expectedVersion ?? before.version);
    const others = tx
      .selectFrom('test_questions')
      .select('id')
      .where('bot_id', '=', botId)
      .where('id', '!=', testId);
    if (await others.where('name', '=', test.name).executeTakeFirst()) {
      throw new AppError('conflict', `There is already a test called "${test.name}". Choose another name.`);
    }
    const lessons = tx.selectFrom('lessons').select('id').where('bot_id', '=', botId);
    if (await lessons.where('question_key', '=', columns.question_key).executeTakeFirst()) {
      throw new AppError('conflict', `This question ${IS_A_LESSON}.`);
    }
    const row = await tx
      .updateTable('test_questions')
      .set({ ...columns, author: test.author ?? before.author, version: version + 1, updated_at: at })
      .where('id', '=', testId)
      .returningAll()
      .executeTakeFirstOrThrow();
    const details = { testId, version: version + 1, fields: Object.keys(changes) };
    await recordAudit(tx, { at, actor, verb: 'updateTestQuestion', subject: `bot:${botId}`, details });
    return testFromRow(row);
  });
}

async function redacted({ store }: LessonDeps, botId: string, test: CheckedTest): Promise<CheckedTest> {
  const [clean] = await redactRows(store.db, botId, [test]);
  return clean ?? test;
}
