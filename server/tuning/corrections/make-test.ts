import { AppError } from '../../base/index.ts';
import type { CorrectionAdvice } from '../../contract/index.ts';
import { openDuplicates } from '../data/near-duplicates.ts';
import { questionKey } from '../lessons/question-key.ts';
import { createTestQuestion } from '../test-questions/save-test-question.ts';
import { FACTS_NAME } from './fact-document.ts';
import type { CorrectionDeps, CorrectionRoute, GivenAnswer, MadeOf } from './types.ts';

type TestPlan = {
  actor: string;
  botId: string;
  given: GivenAnswer;
  route: CorrectionRoute;
  advice: CorrectionAdvice;
  question: string;
  after: string;
  mustInclude: readonly string[];
  testQuestion?: string;
  mustPass?: boolean;
  /** What a new test is to be called by. */
  testId: string;
};

/** A test that fails when the correction is lost. */
export async function makeTest(deps: CorrectionDeps, plan: TestPlan): Promise<NonNullable<MadeOf['test']>> {
  const { actor, botId, route, question, after, mustInclude, given } = plan;
  const asked = plan.testQuestion ?? question;
  const isDialogue = route !== 'lesson' && given.history.length > 0 && plan.testQuestion === undefined;
  const history = isDialogue ? given.history : [];
  const there = await findTest(deps, { botId, question: asked, key: questionKey(asked, history) });
  if (there !== undefined) return { id: there, isNew: false };
  const test = await createTestQuestion(deps, {
    id: plan.testId,
    actor,
    botId,
    kind: 'correction',
    question: asked,
    history,
    reference: after,
    mustInclude: [...mustInclude],
    mustPass: plan.mustPass ?? route !== 'lesson',
    // What staff have looked at while working is no held-out question.
    split: 'dev',
    ...(route === 'fact' && { goldDocuments: [FACTS_NAME] }),
  });
  return { id: test.id, isNew: true };
}

/**
 * The question of a lesson is taught, so that it must be tested in other words.
 * @throws AppError `bad_request` where these are missing or too much the same
 */
export async function requireOtherWords(
  { embedder }: Pick<CorrectionDeps, 'embedder'>,
  question: string,
  testQuestion: string | undefined,
): Promise<void> {
  const ask =
    'testQuestion: ask the same in quite other words, to test the lesson with; what is taught cannot be tested.';
  if (testQuestion === undefined) throw new AppError('bad_request', ask);
  const taught = await openDuplicates(embedder, [question]);
  if ((await taught.find(testQuestion)) !== undefined) throw new AppError('bad_request', ask);
}

/** A test that asks this already guards it as it stands. */
async function findTest(
  { store }: CorrectionDeps,
  { botId, key }: { botId: string; question: string; key: string },
): Promise<string | undefined> {
  const query = store.db.selectFrom('test_questions').select('id').where('bot_id', '=', botId);
  return (await query.where('question_key', '=', key).executeTakeFirst())?.id;
}
