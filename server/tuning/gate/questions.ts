import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { AppError } from '../../base/index.ts';
import type { Database, TestSplit } from '../../store/index.ts';
import type { QuestionRow } from '../evaluation/rows.ts';
import { keysTaught } from '../lessons/keys-taught.ts';
import { questionKey } from '../lessons/question-key.ts';
import { allTestQuestions } from '../test-questions/list-test-questions.ts';
import { questionRowOf } from '../test-questions/test-row.ts';

/** Three answerers at two seconds each keep a machine busy for an hour and a half. */
export const MAX_QUESTIONS = 1_000;

/** The bot's own tests of one split, and every must-pass test. @throws AppError `bad_request` without any */
export async function testsOf(
  deps: { store: { db: Kysely<Database> } },
  { botId, split }: { botId: string; split: TestSplit },
): Promise<QuestionRow[]> {
  return checkedQuestions(await questionsOf(deps, { botId, split }));
}

/** The same, were they none or many. */
export async function questionsOf(
  deps: { store: { db: Kysely<Database> } },
  { botId, split }: { botId: string; split: TestSplit },
): Promise<QuestionRow[]> {
  const tests = await allTestQuestions(deps, { botId });
  return tests.filter((test) => test.split === split || test.mustPass).map(questionRowOf);
}

/** Whether a question is asked only because it must pass: a practice test among final ones, or the other way round. */
export function isBeside({ must_pass: mustPass, split }: QuestionRow, asked: TestSplit | null): boolean {
  return mustPass === true && split !== undefined && split !== (asked ?? 'heldout');
}

/**
 * A file's questions, with the must-pass tests of the bot: no verdict is made without those.
 * @throws AppError `bad_request` without any, and where one of them is a lesson or a practice test; `too_large`
 */
export async function questionsOfFile(
  deps: { store: { db: Kysely<Database> } },
  { botId, questions }: { botId: string; questions: readonly QuestionRow[] },
): Promise<QuestionRow[]> {
  const asked = checkedQuestions(questions);
  await requireUntaught(deps.store.db, { botId, questions: asked });
  await requireUnpractised(deps, { botId, questions: asked });
  const needed = (await allTestQuestions(deps, { botId, mustPass: true })).map(questionRowOf);
  const ids = new Set(needed.map(({ id }) => id));
  return checkedQuestions([...asked.filter(({ id }) => !ids.has(id)), ...needed]);
}

async function requireUntaught(
  db: Kysely<Database>,
  { botId, questions }: { botId: string; questions: readonly QuestionRow[] },
): Promise<void> {
  const taught = await keysTaught(db, botId, questions.map(keyOf));
  const known = questions.filter((row) => taught.has(keyOf(row)));
  const [first] = known;
  if (first === undefined) return;
  throw new AppError(
    'bad_request',
    `"${first.question}" is one of the lessons of this bot, and what is taught cannot be tested. Take such questions (${known.length} of ${questions.length}) out of the file.`,
  );
}

/** By practice tests a bot is tuned, so that nothing is to be proven by them; those that must pass are asked all the same. */
async function requireUnpractised(
  deps: { store: { db: Kysely<Database> } },
  { botId, questions }: { botId: string; questions: readonly QuestionRow[] },
): Promise<void> {
  const tests = await allTestQuestions(deps, { botId, split: 'dev' });
  const practice = new Set(tests.filter(({ mustPass }) => !mustPass).map(keyOf));
  const known = questions.filter((row) => practice.has(keyOf(row)));
  const [first] = known;
  if (first === undefined) return;
  throw new AppError(
    'bad_request',
    `"${first.question}" is one of the practice tests of this bot, by which it may have been tuned. Take such questions (${known.length} of ${questions.length}) out of the file, or compare on the practice tests alone.`,
  );
}

function keyOf({ question, history }: Pick<QuestionRow, 'question' | 'history'>): string {
  return questionKey(question, history);
}

/** @throws AppError `bad_request`, `too_large` */
function checkedQuestions(questions: readonly QuestionRow[]): QuestionRow[] {
  if (questions.length === 0) {
    throw new AppError(
      'bad_request',
      'There are no test questions to ask. Write some for this bot, or name a file of them.',
    );
  }
  if (questions.length > MAX_QUESTIONS) {
    throw new AppError(
      'too_large',
      `A comparison asks at most ${MAX_QUESTIONS} questions, and these are ${questions.length}.`,
    );
  }
  return [...questions];
}

/** SHA-256, hex: equal where the same is asked and expected, in the same order. */
export function questionHash(questions: readonly QuestionRow[]): string {
  return createHash('sha256').update(JSON.stringify(questions)).digest('hex');
}
