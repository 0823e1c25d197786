import type { Kysely } from 'kysely';
import type { Database } from '../store/index.ts';
import { insertTeachingMaterial } from './insert-teaching-material.ts';

type Input = { from: string; to: string; at: number };

/**
 * Approved answers, what customers call things, lessons, tests, canned replies and when it answers as staff fitted it, row by row, in
 * the caller's transaction; hits begin anew.
 */
export async function copyTeachingMaterial(tx: Kysely<Database>, { from, to, at }: Input): Promise<void> {
  const approved = tx.selectFrom('approved_answers').selectAll().where('bot_id', '=', from);
  const words = tx.selectFrom('own_words').selectAll().where('bot_id', '=', from);
  const lessons = tx
    .selectFrom('lessons')
    .selectAll()
    .where('bot_id', '=', from)
    .where('erased_at', 'is', null)
    .orderBy('sequence');
  const tests = tx.selectFrom('test_questions').selectAll().where('bot_id', '=', from).orderBy('sequence');
  const canned = tx.selectFrom('canned_replies').selectAll().where('bot_id', '=', from);
  await insertTeachingMaterial(
    tx,
    { to, at },
    {
      approved: await approved.execute(),
      words: await words.execute(),
      lessons: (await lessons.execute()).map(({ sequence: _, ...row }) => row),
      tests: (await tests.execute()).map(({ sequence: _, ...row }) => row),
      canned: await canned.execute(),
    },
  );
  const fitted = await tx.selectFrom('decision_models').selectAll().where('bot_id', '=', from).execute();
  for (const row of fitted)
    await tx
      .insertInto('decision_models')
      .values({ ...row, bot_id: to })
      .execute();
}
