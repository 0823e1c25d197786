import { AppError, newId } from '../base/index.ts';
import type { HistoryMessage, MessagePart } from '../contract/index.ts';
import type { Store } from '../store/index.ts';
import { isStoredId } from './conversation-id.ts';
import { conversationNotFound } from './find-conversation.ts';
import type { ChatDeps, Visitor } from './types.ts';

/** Earlier messages the answer may look back on. */
const HISTORY_MESSAGES = 12;

export type BegunTurn = { conversationId: string; replyId: string; history: HistoryMessage[] };

type Input = { visitor: Visitor; botId: string; requestedId: string; conversationId: string; text: string };

/**
 * Stores the visitor's message and an empty reply marked `streaming`, the conversation too where it is new.
 * @throws AppError `not_found` for a conversation of someone else or another bot, `conflict` while a reply is written
 */
export async function beginTurn(deps: Pick<ChatDeps, 'store' | 'clock'>, input: Input): Promise<BegunTurn> {
  const now = deps.clock.now();
  const replyId = newId('msg');
  return await deps.store.transact(async (tx) => {
    await ensureConversation(tx, input, now);
    const recent = await tx
      .selectFrom('messages')
      .select(['position', 'role', 'text', 'status'])
      .where('conversation_id', '=', input.conversationId)
      .orderBy('position', 'desc')
      .limit(HISTORY_MESSAGES)
      .execute();
    if (recent[0]?.status === 'streaming') {
      throw new AppError('conflict', 'This conversation is still being answered. Please wait for the reply.');
    }
    const position = (recent[0]?.position ?? -1) + 1;
    const parts: MessagePart[] = [{ type: 'text', text: input.text }];
    const shared = { conversation_id: input.conversationId, created_at: now };
    await tx
      .insertInto('messages')
      .values([
        {
          ...shared,
          id: newId('msg'),
          position,
          role: 'user',
          parts: JSON.stringify(parts),
          text: input.text,
          status: 'complete',
        },
        {
          ...shared,
          id: replyId,
          position: position + 1,
          role: 'assistant',
          parts: '[]',
          text: '',
          status: 'streaming',
        },
      ])
      .execute();
    const history = recent
      .reverse()
      .filter((row) => row.text !== '' && row.status !== 'failed')
      .map((row): HistoryMessage => ({ role: row.role, content: row.text }));
    return { conversationId: input.conversationId, replyId, history };
  });
}

async function ensureConversation(tx: Store['db'], input: Input, now: number): Promise<void> {
  const row = await tx
    .selectFrom('conversations')
    .select(['bot_id', 'visitor_hash'])
    .where('id', '=', input.conversationId)
    .executeTakeFirst();
  const hash = input.visitor.hash;
  if (row) {
    if (row.visitor_hash !== hash || row.bot_id !== input.botId) throw conversationNotFound();
    await tx
      .updateTable('conversations')
      .set({ updated_at: now })
      .where('id', '=', input.conversationId)
      .execute();
    return;
  }
  if (isStoredId(input.requestedId)) throw conversationNotFound();
  await tx
    .insertInto('conversations')
    .values({
      id: input.conversationId,
      bot_id: input.botId,
      visitor_hash: hash,
      state: 'bot',
      created_at: now,
      updated_at: now,
    })
    .execute();
}
