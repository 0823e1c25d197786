import type { Kysely } from 'kysely';
import type { AnswerKind } from '../../contract/index.ts';
import type { Database } from '../../store/index.ts';

/** Replies to questions; courtesies, questions back and wishes for a person have no topic. */
const ASKED = ['model', 'quote', 'approved', 'refusal'] as const satisfies readonly AnswerKind[];

/** Visitors' turns that no topic holds yet. What staff and programs tried is left out. */
export function pendingQuestions(db: Kysely<Database>, botId: string) {
  return db
    .selectFrom('turns as t')
    .leftJoin('topic_questions as q', 'q.turn_id', 't.id')
    .where('t.bot_id', '=', botId)
    .where('t.conversation_id', 'is not', null)
    .where('t.kind', 'in', ASKED)
    .where('q.turn_id', 'is', null);
}

export async function countPending(db: Kysely<Database>, botId: string): Promise<number> {
  const { count } = await pendingQuestions(db, botId)
    .select((e) => e.fn.countAll<number | string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
