import { z } from 'zod';
import { getBot } from '../bots/index.ts';
import {
  answerKindSchema,
  type Conversation,
  type ConversationMessage,
  type Feedback,
  messagePartSchema,
} from '../contract/index.ts';
import { type ConversationRow, describeForVisitor, lastEvent, visitorDetailsOf } from '../handoff/index.ts';
import type { ChatDeps } from './types.ts';

/** The latest messages are given; older ones stay in the database. */
const MAX_MESSAGES = 500;
const storedPartsSchema = z.array(messagePartSchema);

/** A conversation as it crosses the wire, with its messages, oldest first. `find` reads its row. */
export async function readMessages(
  deps: Pick<ChatDeps, 'store' | 'clock' | 'turns'>,
  find: () => Promise<ConversationRow>,
): Promise<Conversation> {
  const { db } = deps.store;
  const botId = (await find()).bot_id;
  // Before all else is read: what comes meanwhile is then told twice rather than never.
  const liveCursor = await lastEvent(db, botId);
  const row = await find();
  const bot = await getBot(deps, botId);
  const messages = await db
    .selectFrom('messages')
    .leftJoin('turns', 'turns.message_id', 'messages.id')
    .leftJoin('feedback', 'feedback.message_id', 'messages.id')
    .select([
      'messages.id',
      'messages.role',
      'messages.parts',
      'messages.status',
      'messages.author_id',
      'messages.author_name',
      'messages.created_at',
      'turns.kind',
      'turns.unsure',
      'turns.id as turn_id',
      'feedback.verdict',
      'feedback.reason',
      'feedback.comment',
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
    handoff: await describeForVisitor(db, row, { bot, at: deps.clock.now() }),
    liveCursor,
    ...detailsOf(row),
    messages: messages.reverse().map(
      (message): ConversationMessage => ({
        id: message.id,
        role: message.role,
        parts: storedPartsSchema.parse(JSON.parse(message.parts)),
        metadata: {
          conversationId: row.id,
          status: message.status,
          createdAt: message.created_at,
          ...(message.author_id === null
            ? {}
            : { author: 'person' as const, authorName: message.author_name ?? '' }),
          ...(message.turn_id === null ? {} : { turnId: message.turn_id }),
          ...(message.kind === null ? {} : { kind: answerKindSchema.parse(message.kind) }),
          ...(message.unsure === 1 && { unsure: true }),
          ...feedbackOf(message),
        },
      }),
    ),
  };
}

type Rated = {
  verdict: Feedback['verdict'] | null;
  reason: NonNullable<Feedback['reason']> | null;
  comment: string | null;
};

function feedbackOf({ verdict, reason, comment }: Rated): { feedback?: Feedback } {
  if (verdict === null) return {};
  return {
    feedback: { verdict, ...(reason !== null && { reason }), ...(comment !== null && { comment }) },
  };
}

function detailsOf(row: ConversationRow): Pick<Conversation, 'visitor'> {
  const visitor = visitorDetailsOf(row);
  return visitor === undefined ? {} : { visitor };
}
