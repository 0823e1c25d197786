import type { Kysely } from 'kysely';
import type { Database } from '../../store/index.ts';
import type { QuestionRow } from '../evaluation/rows.ts';
import { MAX_QUESTIONS } from '../gate/questions.ts';
import { allTestQuestions } from '../test-questions/list-test-questions.ts';
import { questionRowOf } from '../test-questions/test-row.ts';

/** Asked after a change: at two or three seconds each they keep one process busy for some eight minutes. */
export const MAX_RETESTED = 200;

/**
 * Which tests are asked after a change: all that must be passed, then as many as fill up to `MAX_RETESTED`, final ones before
 * practice, the oldest first, so that the same are asked again each time.
 */
export async function retestQuestions(
  db: Kysely<Database>,
  botId: string,
): Promise<{ questions: QuestionRow[]; unasked: number }> {
  const tests = await allTestQuestions({ store: { db } }, { botId });
  const needed = tests.filter(({ mustPass }) => mustPass);
  const others = [
    ...tests.filter(({ mustPass, split }) => !mustPass && split === 'heldout'),
    ...tests.filter(({ mustPass, split }) => !mustPass && split === 'dev'),
  ];
  const room = Math.max(0, MAX_RETESTED - needed.length);
  const asked = [...needed, ...others.slice(0, room)].slice(0, MAX_QUESTIONS);
  return { questions: asked.map(questionRowOf), unasked: tests.length - asked.length };
}
