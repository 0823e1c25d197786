import type { Kysely, Selectable } from 'kysely';
import { AppError } from '../base/index.ts';
import type { Database } from '../store/index.ts';

export type ConversationRow = Selectable<Database['conversations']>;

/** A conversation of this bot, for staff. @throws AppError `not_found` also when it is another bot's */
export async function findBotConversation(
  db: Kysely<Database>,
  { botId, conversationId }: { botId: string; conversationId: string },
): Promise<ConversationRow> {
  const row = await db
    .selectFrom('conversations')
    .selectAll()
    .where('id', '=', conversationId)
    .where('bot_id', '=', botId)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found', 'This bot has no such conversation. It may have been deleted.');
  return row;
}
