import { newId } from '../base/index.ts';
import type { Bot } from '../bots/index.ts';
import type { StreamPart, VisitorDetails } from '../contract/index.ts';
import {
  assertNotBlocked,
  botMaySpeak,
  describeForVisitor,
  moveConversation,
  noteMessage,
  storeMessage,
} from '../handoff/index.ts';
import type { Store } from '../store/index.ts';
import { noteVisitor } from './note-visitor.ts';
import { assertNotSent } from './send-key.ts';
import type { FollowedReply } from './send-message.ts';
import type { ChatDeps, Visitor } from './types.ts';

type Input = {
  visitor: Visitor;
  conversationId: string;
  bot: Bot;
  text: string;
  key: string | undefined;
  again: boolean;
  details: VisitorDetails | undefined;
};

/**
 * Stores a visitor's message for a person, where the conversation waits for one or has one; the bot says nothing to it.
 * Undefined, and nothing is stored, where the bot is to answer; a question that was to be answered `again` is there already.
 * @throws AppError `conflict` for a message that has arrived already, `forbidden` for a visitor who is blocked
 */
export async function keepForPerson(
  deps: Pick<ChatDeps, 'store' | 'clock' | 'live'>,
  { visitor, conversationId, bot, text, key, again, details }: Input,
): Promise<FollowedReply | undefined> {
  const at = deps.clock.now();
  const handoff = await deps.store.transact(async (tx) => {
    const row = await tx
      .selectFrom('conversations')
      .selectAll()
      .where('id', '=', conversationId)
      .where('visitor_hash', '=', visitor.hash)
      .where('bot_id', '=', bot.id)
      .executeTakeFirst();
    if (!row || row.state === 'closed' || botMaySpeak(row.state)) return undefined;
    await assertNotBlocked(tx, { botId: bot.id, visitorHash: visitor.hash });
    const settings = bot.settings.handoff;
    const written = await moveConversation(tx, row, { event: 'write', actor: 'visitor', at, settings });
    await noteVisitor(tx, { visitor, row: written, details, at });
    if (again && (await lastQuestion(tx, conversationId)) === text) {
      return await describeForVisitor(tx, written, { bot, at });
    }
    await assertNotSent(tx, conversationId, key);
    const messageId = await storeMessage(tx, { conversationId, role: 'user', text, key, at });
    await noteMessage(tx, row, { messageId, author: 'visitor', actor: 'visitor', at });
    return await describeForVisitor(tx, written, { bot, at });
  });
  if (!handoff) return undefined;
  deps.live.wake(bot.id);
  const metadata = { conversationId, status: 'complete' } as const;
  const parts: StreamPart[] = [
    { type: 'start', messageId: newId('msg'), messageMetadata: { conversationId } },
    { type: 'data-handoff', data: handoff },
    { type: 'finish', finishReason: 'stop', messageMetadata: metadata },
  ];
  return {
    async *follow() {
      yield* parts;
    },
  };
}

async function lastQuestion(tx: Store['db'], conversationId: string): Promise<string | undefined> {
  const asked = await tx
    .selectFrom('messages')
    .select('text')
    .where('conversation_id', '=', conversationId)
    .where('role', '=', 'user')
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return asked?.text;
}
