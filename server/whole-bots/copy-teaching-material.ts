import type { Kysely } from 'kysely';
import { chunks, newId } from '../base/index.ts';
import type { Database } from '../store/index.ts';

const AT_ONCE = 200;

type Input = { from: string; to: string; at: number };

/** Approved answers, lessons, tests and canned replies, row by row, in the caller's transaction; hits begin anew. */
export async function copyTeachingMaterial(tx: Kysely<Database>, { from, to, at }: Input): Promise<void> {
  const own = (prefix: string) => {
    return { id: newId(prefix), bot_id: to, version: 1, created_at: at, updated_at: at };
  };
  const approved = await tx.selectFrom('approved_answers').selectAll().where('bot_id', '=', from).execute();
  for (const rows of chunks(approved, AT_ONCE)) {
    const copies = rows.map((row) => ({ ...row, ...own('approved'), hits: 0, last_hit_at: null }));
    await tx.insertInto('approved_answers').values(copies).execute();
  }
  const lessons = tx
    .selectFrom('lessons')
    .selectAll()
    .where('bot_id', '=', from)
    .where('erased_at', 'is', null)
    .orderBy('sequence');
  for (const rows of chunks(await lessons.execute(), AT_ONCE)) {
    const copies = rows.map(({ sequence: _, ...row }) => ({ ...row, ...own('lesson') }));
    await tx.insertInto('lessons').values(copies).execute();
  }
  const tests = tx.selectFrom('test_questions').selectAll().where('bot_id', '=', from).orderBy('sequence');
  for (const rows of chunks(await tests.execute(), AT_ONCE)) {
    const copies = rows.map(({ sequence: _, ...row }) => ({ ...row, ...own('test') }));
    await tx.insertInto('test_questions').values(copies).execute();
  }
  const canned = await tx.selectFrom('canned_replies').selectAll().where('bot_id', '=', from).execute();
  for (const rows of chunks(canned, AT_ONCE)) {
    const copies = rows.map((row) => ({ ...row, ...own('canned') }));
    await tx.insertInto('canned_replies').values(copies).execute();
  }
}
