import type { Kysely } from 'kysely';
import type { HistoryMessage } from '../contract/index.ts';
import type { Database } from '../store/index.ts';
import { HISTORY_MESSAGES } from './begin-turn.ts';
import { HISTORY_COLUMNS, historyOf } from './history-of.ts';

/**
 * What the reply at a position looks back on: the latest messages before its question, oldest first. Where it was asked for again,
 * other replies stand between the two.
 */
export async function earlierMessages(
  db: Kysely<Database>,
  { conversationId, reply }: { conversationId: string; reply: number },
): Promise<HistoryMessage[]> {
  const question = db
    .selectFrom('messages')
    .select(({ fn }) => fn.max('position').as('position'))
    .where('conversation_id', '=', conversationId)
    .where('role', '=', 'user')
    .where('position', '<', reply);
  const recent = await db
    .selectFrom('messages')
    .select(HISTORY_COLUMNS)
    .where('conversation_id', '=', conversationId)
    .where('position', '<', question)
    .orderBy('position', 'desc')
    .limit(HISTORY_MESSAGES)
    .execute();
  return historyOf(recent);
}
