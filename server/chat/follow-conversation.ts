import type { Kysely } from 'kysely';
import { type Bot, getBot } from '../bots/index.ts';
import type { InboxEventBody, StreamPart } from '../contract/index.ts';
import {
  botMaySpeak,
  describeForVisitor,
  findBotConversation,
  lastEvent,
  type OpenStream,
  readEventsAfter,
  readOwnEvents,
  TYPING_HOLDS_MS,
} from '../handoff/index.ts';
import type { Database } from '../store/index.ts';
import { getConversationRow } from './find-conversation.ts';
import type { ChatDeps, Visitor } from './types.ts';

/** `id` stands on the last part of an event: who goes on after it has seen the whole event. */
export type LivePart = { part: StreamPart; id?: number };

/**
 * What a visitor's own conversation brings beside the bot's replies, as parts of a UI message stream: where they stand, what a
 * person says, that the person is typing. It goes on until `signal` aborts or the server stops. Without `after` it begins with where
 * they stand now; with it, nothing since is left out, and nothing comes twice.
 * @throws AppError `not_found`, `queue_full`, `shutting_down`
 */
export async function followConversation(
  deps: ChatDeps,
  { visitor, id, after }: { visitor: Visitor; id: string; after?: number },
  signal: AbortSignal,
): Promise<AsyncGenerator<LivePart>> {
  const row = await getConversationRow(deps.store.db, visitor, id);
  const bot = await getBot(deps, row.bot_id);
  const stream = deps.live.open(visitor.hash, signal, botMaySpeak(row.state));
  return follow(deps, { bot, conversationId: row.id, after }, stream);
}

type Following = { bot: Bot; conversationId: string; after: number | undefined };

async function* follow(
  deps: ChatDeps,
  { bot, conversationId, after }: Following,
  opened: OpenStream,
): AsyncGenerator<LivePart> {
  using stream = opened;
  const { db } = deps.store;
  const newest = await lastEvent(db, bot.id);
  // After a backup was brought back, a reader may be ahead of what there is.
  let cursor = Math.min(after ?? newest, newest);
  let told = '';
  let isInLine = false;
  async function* tellPlace(sequence?: number): AsyncGenerator<LivePart> {
    const now = await findBotConversation(db, { botId: bot.id, conversationId });
    const data = await describeForVisitor(db, now, { bot, at: deps.clock.now() });
    const isNews = told !== JSON.stringify(data);
    told = JSON.stringify(data);
    isInLine = data.state === 'waiting';
    if (!isNews) return;
    const part: StreamPart = { type: 'data-handoff', data };
    yield sequence === undefined ? { part } : { part, id: sequence };
  }
  async function* tell(events: readonly InboxEventBody[]): AsyncGenerator<LivePart> {
    for (const event of events) {
      cursor = event.sequence;
      if (event.kind === 'state-changed') yield* tellPlace(event.sequence);
      else yield* partsOf(db, event, deps.clock.now());
    }
  }
  yield* tellPlace(cursor);
  // What others did before is in the place that was just told.
  while (cursor < newest && !stream.signal.aborted) {
    const events = await readOwnEvents(db, { conversationId, after: cursor, upTo: newest });
    yield* tell(events);
    if (events.length === 0) cursor = newest;
  }
  while (!stream.signal.aborted) {
    // Others move a place in the line; whoever does not wait is concerned by their own alone.
    const next = deps.live.next(bot.id, stream.signal, isInLine ? undefined : conversationId);
    const own = { conversationId, after: cursor };
    const events = await (isInLine ? readEventsAfter(db, { botId: bot.id, ...own }) : readOwnEvents(db, own));
    yield* tell(events);
    if (events.length === 0) await next;
  }
}

async function* partsOf(db: Kysely<Database>, event: InboxEventBody, now: number): AsyncGenerator<LivePart> {
  const { data, sequence } = event;
  if (data['author'] !== 'person') return;
  if (event.kind === 'typing' && event.at > now - TYPING_HOLDS_MS) {
    const typing = { author: 'person' as const, name: String(data['name'] ?? '') };
    yield { part: { type: 'data-typing', transient: true, data: typing }, id: sequence };
  }
  if (event.kind !== 'message-added') return;
  const parts = await messageParts(db, event.conversationId, String(data['messageId']));
  for (const [index, part] of parts.entries()) {
    yield index === parts.length - 1 ? { part, id: sequence } : { part };
  }
}

async function messageParts(
  db: Kysely<Database>,
  conversationId: string,
  messageId: string,
): Promise<StreamPart[]> {
  const message = await db
    .selectFrom('messages')
    .select(['id', 'text', 'author_name', 'created_at'])
    .where('id', '=', messageId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirstOrThrow();
  const { id, text, author_name, created_at } = message;
  const metadata = {
    conversationId,
    author: 'person' as const,
    authorName: author_name ?? '',
    createdAt: created_at,
  };
  return [
    { type: 'start', messageId: id, messageMetadata: metadata },
    { type: 'text-start', id },
    { type: 'text-delta', id, delta: text, text },
    { type: 'text-end', id },
    { type: 'finish', finishReason: 'stop', messageMetadata: { ...metadata, status: 'complete' } },
  ];
}
