import { z } from 'zod';
import {
  answerKindSchema,
  type Conversation,
  type ConversationMessage,
  messagePartSchema,
} from '../contract/index.ts';
import type { ConversationRow } from './find-conversation.ts';
import type { ChatDeps } from './types.ts';

/** The latest messages are given; older ones stay in the database. */
const MAX_MESSAGES = 500;
const storedPartsSchema = z.array(messagePartSchema);

/** A conversation's row as it crosses the wire, with its messages, oldest first. */
export async function readMessages(
  deps: Pick<ChatDeps, 'store' | 'turns'>,
  row: ConversationRow,
): Promise<Conversation> {
  const messages = await deps.store.db
    .selectFrom('messages')
    .leftJoin('turns', 'turns.message_id', 'messages.id')
    .select([
      'messages.id',
      'messages.role',
      'messages.parts',
      'messages.status',
      'messages.created_at',
      'turns.kind',
      'turns.id as turn_id',
    ])
    .where('messages.conversation_id', '=', row.id)
    .orderBy('messages.position', 'desc')
    .limit(MAX_MESSAGES)
    .execute();
  return {
    id: row.id,
    botId: row.bot_id,
    state: row.state,
    answering: deps.turns.find(row.id) !== undefined,
    messages: messages.reverse().map(
      (message): ConversationMessage => ({
        id: message.id,
        role: message.role,
        parts: storedPartsSchema.parse(JSON.parse(message.parts)),
        metadata: {
          conversationId: row.id,
          status: message.status,
          createdAt: message.created_at,
          ...(message.turn_id === null ? {} : { turnId: message.turn_id }),
          ...(message.kind === null ? {} : { kind: answerKindSchema.parse(message.kind) }),
        },
      }),
    ),
  };
}
