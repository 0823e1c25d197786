import { leavingBots } from '../bots/index.ts';
import type { OwnConversations } from '../contract/index.ts';
import type { ChatDeps, Visitor } from './types.ts';

const MOST = 20;

/** What a visitor has talked about with a bot, newest first. */
export async function listOwnConversations(
  { store }: Pick<ChatDeps, 'store'>,
  { visitor, botId }: { visitor: Visitor; botId: string },
): Promise<OwnConversations> {
  const rows = await store.db
    .selectFrom('conversations as c')
    .innerJoin('messages as first', (join) =>
      join.onRef('first.conversation_id', '=', 'c.id').on('first.position', '=', 0),
    )
    .select(['c.id', 'c.updated_at', 'first.text'])
    .where('c.visitor_hash', '=', visitor.hash)
    .where('c.bot_id', '=', botId)
    .where('c.bot_id', 'not in', leavingBots(store.db))
    .orderBy('c.updated_at', 'desc')
    .limit(MOST)
    .execute();
  return {
    conversations: rows.map((row) => ({ id: row.id, firstQuestion: row.text, updatedAt: row.updated_at })),
  };
}
