import { AppError, newId } from '../base/index.ts';
import type { HandoffSettings } from '../bots/index.ts';
import type { HistoryMessage, MessagePart, VisitorDetails } from '../contract/index.ts';
import { assertNotBlocked, botMaySpeak, type ConversationRow, moveConversation } from '../handoff/index.ts';
import type { Store } from '../store/index.ts';
import { isStoredId } from './conversation-id.ts';
import { conversationNotFound } from './find-conversation.ts';
import { HISTORY_COLUMNS, historyOf } from './history-of.ts';
import { noteVisitor } from './note-visitor.ts';
import { failLeftBehind } from './recover-replies.ts';
import { assertNotSent } from './send-key.ts';
import type { ChatDeps, Visitor } from './types.ts';

/** Earlier messages the answer may look back on. */
export const HISTORY_MESSAGES = 12;

export type BegunTurn = { conversationId: string; replyId: string; history: HistoryMessage[] };

export type ConversationPlace = {
  visitor: Visitor;
  botId: string;
  requestedId: string;
  conversationId: string;
};
type Input = ConversationPlace & {
  text: string;
  key: string | undefined;
  again: boolean;
  details: VisitorDetails | undefined;
  settings: HandoffSettings;
};

/**
 * Stores the visitor's message and an empty reply marked `streaming`, held by this process, the conversation too where it is new. Undefined, and
 * nothing is stored, when the bot may not answer: a person has the conversation, or is waited for.
 * @throws AppError `not_found` for a conversation of someone else or another bot, `conflict` while a reply is written or when the message has arrived already,
 * `forbidden` for a visitor who is blocked
 */
export async function beginTurn(
  deps: Pick<ChatDeps, 'store' | 'clock' | 'lease'>,
  input: Input,
): Promise<BegunTurn | undefined> {
  const now = deps.clock.now();
  const replyId = newId('msg');
  return await deps.store.transact(async (tx) => {
    await assertNotBlocked(tx, { botId: input.botId, visitorHash: input.visitor.hash });
    const row = await ensureConversation(tx, input, now);
    if (row.state !== 'closed' && !botMaySpeak(row.state)) return undefined;
    const { visitor, details, settings } = input;
    await noteVisitor(tx, { visitor, row, details, at: now });
    await moveConversation(tx, row, { event: 'write', actor: 'visitor', at: now, settings });
    await failLeftBehind(tx, { at: now, conversationId: input.conversationId, own: deps.lease.id });
    const recent = await tx
      .selectFrom('messages')
      .select(['position', ...HISTORY_COLUMNS])
      .where('conversation_id', '=', input.conversationId)
      .orderBy('position', 'desc')
      .limit(HISTORY_MESSAGES)
      .execute();
    const [reply] = recent;
    if (reply?.status === 'streaming') {
      throw new AppError('conflict', 'This conversation is still being answered. Please wait for the reply.');
    }
    await assertNotSent(tx, input.conversationId, input.key);
    const asked = recent.findIndex(({ role }) => role === 'user');
    const isAgain = input.again && asked > 0 && recent[asked]?.text === input.text;
    const next = (reply?.position ?? -1) + 1;
    const position = isAgain ? next : next + 1;
    const shared = { conversation_id: input.conversationId, created_at: now };
    await tx
      .insertInto('messages')
      .values([
        ...(isAgain ? [] : [{ ...shared, ...questionRow(input), position: next }]),
        {
          ...shared,
          id: replyId,
          position,
          role: 'assistant',
          parts: '[]',
          text: '',
          status: 'streaming',
          send_key: null,
          held_by: deps.lease.id,
        },
      ])
      .execute();
    const history = historyOf(isAgain ? recent.slice(asked + 1) : recent);
    return { conversationId: input.conversationId, replyId, history };
  });
}

function questionRow({ text, key }: Input) {
  const parts: MessagePart[] = [{ type: 'text', text }];
  return {
    id: newId('msg'),
    role: 'user',
    parts: JSON.stringify(parts),
    text,
    status: 'complete',
    send_key: key ?? null,
    held_by: null,
  } as const;
}

/** The visitor's own conversation, made when it is new. @throws AppError `not_found` for someone else's or another bot's */
export async function ensureConversation(
  tx: Store['db'],
  { visitor, botId, requestedId, conversationId }: ConversationPlace,
  now: number,
): Promise<ConversationRow> {
  if (visitor.identity && visitor.identity.botId !== botId) {
    throw new AppError('unauthenticated', 'The identity token is for another bot.');
  }
  const row = await tx
    .selectFrom('conversations')
    .selectAll()
    .where('id', '=', conversationId)
    .executeTakeFirst();
  if (row) {
    if (row.visitor_hash !== visitor.hash || row.bot_id !== botId) throw conversationNotFound();
    return row;
  }
  if (isStoredId(requestedId)) throw conversationNotFound();
  return await tx
    .insertInto('conversations')
    .values({
      id: conversationId,
      bot_id: botId,
      visitor_hash: visitor.hash,
      state: 'bot',
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}
