import { type Kysely, sql } from 'kysely';
import type { InboxItem } from '../contract/index.ts';
import type { Database } from '../store/index.ts';
import { type ConversationRow, visitorDetailsOf } from './conversation-row.ts';
import { placeInLine } from './describe-for-visitor.ts';

const SHOWN_CHARS = 200;

/** Rows of conversations as the inbox shows them, in the same order. */
export async function inboxItems(
  db: Kysely<Database>,
  rows: readonly ConversationRow[],
): Promise<InboxItem[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const last = await lastMessages(db, ids);
  const unanswered = await countUnanswered(db, ids);
  const tags = await db
    .selectFrom('conversation_tags')
    .selectAll()
    .where('conversation_id', 'in', ids)
    .orderBy('tag')
    .execute();
  const blocked = await blockedOf(db, rows);
  const items: InboxItem[] = [];
  for (const row of rows) {
    items.push({
      id: row.id,
      state: row.state,
      version: row.handoff_version,
      reason: row.handoff_reason,
      ...(row.state === 'waiting' ? { position: await placeInLine(db, row) } : {}),
      waitingSince: row.queued_at,
      agent: row.agent_id === null ? null : { id: row.agent_id, name: row.agent_name ?? '' },
      meantFor: row.meant_for_id === null ? null : { id: row.meant_for_id, name: row.meant_for_name ?? '' },
      lastMessage: last.get(row.id) ?? { author: 'visitor', text: '', at: row.updated_at },
      unanswered: unanswered.get(row.id) ?? 0,
      ...nameOf(row),
      tags: tags.filter((tag) => tag.conversation_id === row.id).map(({ tag }) => tag),
      blocked: blocked.has(row.visitor_hash),
      updatedAt: row.updated_at,
    });
  }
  return items;
}

function nameOf(row: ConversationRow): Pick<InboxItem, 'visitorName'> {
  const details = visitorDetailsOf(row);
  const name = details?.name ?? details?.form?.name;
  return name ? { visitorName: name } : {};
}

/** What a visitor or a colleague wrote last; what the bot said, where nobody has written. */
async function lastMessages(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<Map<string, InboxItem['lastMessage']>> {
  const rows = await db
    .selectFrom('messages as m')
    .select(['m.conversation_id', 'm.role', 'm.text', 'm.author_id', 'm.created_at'])
    .where('m.conversation_id', 'in', ids)
    .where('m.position', '=', (e) =>
      e
        .selectFrom('messages as n')
        .whereRef('n.conversation_id', '=', 'm.conversation_id')
        .where('n.text', '<>', '')
        .select(({ fn, or, eb }) => {
          const byPeople = or([eb('n.role', '=', 'user'), eb('n.author_id', 'is not', null)]);
          const last = fn.max('n.position');
          return fn.coalesce(last.filterWhere(byPeople), last).as('last');
        }),
    )
    .execute();
  return new Map(
    rows.map((row) => [
      row.conversation_id,
      {
        author: row.role === 'user' ? 'visitor' : row.author_id === null ? 'bot' : 'person',
        text: row.text.slice(0, SHOWN_CHARS),
        at: row.created_at,
      },
    ]),
  );
}

async function countUnanswered(db: Kysely<Database>, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('messages as m')
    .select(['m.conversation_id', (e) => e.fn.countAll().as('count')])
    .where('m.conversation_id', 'in', ids)
    .where('m.role', '=', 'user')
    .where('m.position', '>', (e) =>
      e
        .selectFrom('messages as n')
        .whereRef('n.conversation_id', '=', 'm.conversation_id')
        .where('n.author_id', 'is not', null)
        .select((inner) => inner.fn.coalesce(inner.fn.max('n.position'), sql<number>`-1`).as('last')),
    )
    .groupBy('m.conversation_id')
    .execute();
  return new Map(rows.map((row) => [row.conversation_id, Number(row.count)]));
}

async function blockedOf(db: Kysely<Database>, rows: readonly ConversationRow[]): Promise<Set<string>> {
  const found = await db
    .selectFrom('blocked_visitors')
    .select(['bot_id', 'visitor_hash'])
    .where(
      'visitor_hash',
      'in',
      rows.map((row) => row.visitor_hash),
    )
    .where('bot_id', '=', rows[0]?.bot_id ?? '')
    .execute();
  return new Set(found.map((row) => row.visitor_hash));
}
