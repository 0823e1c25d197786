import { AppError } from '../base/index.ts';
import { leavingBots } from '../bots/index.ts';
import type { ConversationRow } from '../handoff/index.ts';
import type { Store } from '../store/index.ts';
import { conversationIdOf } from './conversation-id.ts';
import type { Visitor } from './types.ts';

/** The visitor's own conversation, or undefined; another's is undefined too, so that ids cannot be probed. */
export async function findConversation(
  db: Store['db'],
  visitor: Visitor,
  id: string,
): Promise<ConversationRow | undefined> {
  return await db
    .selectFrom('conversations')
    .selectAll()
    .where('id', '=', conversationIdOf(visitor, id))
    .where('visitor_hash', '=', visitor.hash)
    .where('bot_id', 'not in', leavingBots(db))
    .executeTakeFirst();
}

/** @throws AppError `not_found` */
export async function getConversationRow(
  db: Store['db'],
  visitor: Visitor,
  id: string,
): Promise<ConversationRow> {
  const row = await findConversation(db, visitor, id);
  if (!row) throw conversationNotFound();
  return row;
}

export function conversationNotFound(): AppError {
  return new AppError('not_found', 'There is no such conversation in this session. Start a new one.');
}
