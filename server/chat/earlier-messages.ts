import type { Kysely } from 'kysely';
import type { HistoryMessage } from '../contract/index.ts';
import type { Database } from '../store/index.ts';
import { HISTORY_MESSAGES } from './begin-turn.ts';

/** What an answer looks back on: the latest messages before a position, oldest first. */
export async function earlierMessages(
  db: Kysely<Database>,
  { conversationId, before }: { conversationId: string; before: number },
): Promise<HistoryMessage[]> {
  const recent = await db
    .selectFrom('messages')
    .select(['role', 'text', 'status'])
    .where('conversation_id', '=', conversationId)
    .where('position', '<', before)
    .orderBy('position', 'desc')
    .limit(HISTORY_MESSAGES)
    .execute();
  return recent
    .reverse()
    .filter((row) => row.text !== '' && row.status !== 'failed')
    .map((row): HistoryMessage => ({ role: row.role, content: row.text }));
}
