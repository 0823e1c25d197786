import type { Kysely } from 'kysely';
import { AppError, newId } from '../base/index.ts';
import type { MessagePart } from '../contract/index.ts';
import type { Database } from '../store/index.ts';
import type { ConversationRow } from './conversation-row.ts';
import { recordEvent } from './record-event.ts';

type NewMessage = {
  conversationId: string;
  role: 'user' | 'assistant';
  text: string;
  at: number;
  author?: { id: string; name: string };
  key?: string | undefined;
  /** What comes with the words. */
  further?: readonly MessagePart[];
};

/** Adds a finished message at the end of a conversation, in the caller's transaction. @returns its id */
export async function storeMessage(tx: Kysely<Database>, message: NewMessage): Promise<string> {
  const { conversationId, role, text, at, author, key, further = [] } = message;
  const { last } = await tx
    .selectFrom('messages')
    .select((e) => e.fn.max('position').as('last'))
    .where('conversation_id', '=', conversationId)
    .executeTakeFirstOrThrow();
  const id = newId('msg');
  const parts: MessagePart[] = [{ type: 'text', text, state: 'done' }, ...further];
  await tx
    .insertInto('messages')
    .values({
      id,
      conversation_id: conversationId,
      position: (last ?? -1) + 1,
      role,
      parts: JSON.stringify(parts),
      text,
      status: 'complete',
      author_id: author?.id ?? null,
      author_name: author?.name ?? null,
      send_key: key ?? null,
      created_at: at,
    })
    .execute();
  return id;
}

/** Tells those who follow the conversation of a message that was stored in the same transaction. */
export async function noteMessage(
  tx: Kysely<Database>,
  row: ConversationRow,
  message: { messageId: string; author: 'visitor' | 'person' | 'bot'; actor: string; at: number },
): Promise<void> {
  const { messageId, author, actor, at } = message;
  const data = { messageId, author };
  await recordEvent(tx, {
    botId: row.bot_id,
    conversationId: row.id,
    kind: 'message-added',
    actor,
    data,
    at,
  });
}

/** @throws AppError `forbidden` for a visitor whom staff have blocked */
export async function assertNotBlocked(
  db: Kysely<Database>,
  { botId, visitorHash }: { botId: string; visitorHash: string },
): Promise<void> {
  const blocked = await db
    .selectFrom('blocked_visitors')
    .select('visitor_hash')
    .where('bot_id', '=', botId)
    .where('visitor_hash', '=', visitorHash)
    .executeTakeFirst();
  if (!blocked) return;
  throw new AppError(
    'forbidden',
    'You cannot write here any more. Use another way to reach the organisation.',
  );
}
