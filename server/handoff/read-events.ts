import type { Kysely } from 'kysely';
import { invariant, parseJson } from '../base/index.ts';
import type { InboxEventBody } from '../contract/index.ts';
import type { ConversationEventTable, Database } from '../store/index.ts';

const PAGE_SIZE = 200;

type Reading = { botId: string; after: number; conversationId?: string };

/**
 * Events of a bot after a number, oldest first, at most 200. With `conversationId` that conversation's own and, because they move
 * its place in the waiting list, the changes of state of all others.
 */
export async function readEventsAfter(
  db: Kysely<Database>,
  { botId, after, conversationId }: Reading,
): Promise<InboxEventBody[]> {
  let query = eventsAfter(db, after).where('bot_id', '=', botId);
  if (conversationId !== undefined) {
    query = query.where((e) =>
      e.or([e('conversation_id', '=', conversationId), e('kind', '=', 'state-changed')]),
    );
  }
  return (await query.execute()).map(eventOf);
}

/** A conversation's own events after a number, and up to another where there is one, oldest first, at most 200; found by its index alone. */
export async function readOwnEvents(
  db: Kysely<Database>,
  { conversationId, after, upTo }: { conversationId: string; after: number; upTo?: number },
): Promise<InboxEventBody[]> {
  const query = eventsAfter(db, after).where('conversation_id', '=', conversationId);
  return (await (upTo === undefined ? query : query.where('sequence', '<=', upTo)).execute()).map(eventOf);
}

/** The conversations of a bot with events after a number, undefined where there are too many to tell apart; `upTo`: the latest of them. */
export async function concernedAfter(
  db: Kysely<Database>,
  { botId, after }: { botId: string; after: number },
): Promise<{ concerned: Set<string> | undefined; upTo: number }> {
  const query = db.selectFrom('conversation_events').select(['conversation_id', 'sequence']);
  const ordered = query.where('bot_id', '=', botId).where('sequence', '>', after).orderBy('sequence');
  const rows = await ordered.limit(PAGE_SIZE).execute();
  if (rows.length === PAGE_SIZE) return { concerned: undefined, upTo: await lastEvent(db, botId) };
  const concerned = new Set(rows.map((row) => row.conversation_id));
  return { concerned, upTo: rows.at(-1)?.sequence ?? after };
}

function eventsAfter(db: Kysely<Database>, after: number) {
  return db
    .selectFrom('conversation_events')
    .selectAll()
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(PAGE_SIZE);
}

/** The number of the bot's latest event, 0 before the first. */
export async function lastEvent(db: Kysely<Database>, botId: string): Promise<number> {
  const row = await db
    .selectFrom('event_counters')
    .select('last')
    .where('bot_id', '=', botId)
    .executeTakeFirst();
  return row?.last ?? 0;
}

/** The latest numbers of several bots at once. */
export async function lastEvents(
  db: Kysely<Database>,
  botIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('event_counters')
    .select(['bot_id', 'last'])
    .where('bot_id', 'in', botIds)
    .execute();
  return new Map(rows.map((row) => [row.bot_id, row.last]));
}

function eventOf(row: ConversationEventTable): InboxEventBody {
  const data = parseJson(row.data);
  invariant(typeof data === 'object' && data !== null, 'an event carries an object');
  return {
    sequence: row.sequence,
    conversationId: row.conversation_id,
    kind: row.kind,
    at: row.created_at,
    actor: row.actor,
    data: data as Record<string, unknown>,
  };
}
