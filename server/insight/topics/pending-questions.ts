import type { Kysely } from 'kysely';
import { QUESTION_REPLIES } from '../../contract/index.ts';
import type { Database } from '../../store/index.ts';

/** Visitors' questions that no topic holds yet. What staff and programs tried is left out. */
export function pendingQuestions(db: Kysely<Database>, botId: string) {
  return db
    .selectFrom('turns as t')
    .leftJoin('topic_questions as q', 'q.turn_id', 't.id')
    .where('t.bot_id', '=', botId)
    .where('t.conversation_id', 'is not', null)
    .where('t.kind', 'in', QUESTION_REPLIES)
    .where('q.turn_id', 'is', null);
}

export async function countPending(db: Kysely<Database>, botId: string): Promise<number> {
  const { count } = await pendingQuestions(db, botId)
    .select((e) => e.fn.countAll<number | string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
