import type { Kysely } from 'kysely';
import type { ConversationSearch } from '../contract/index.ts';
import { type Database, holdsText } from '../store/index.ts';
import { inboxItems } from './inbox-items.ts';
import type { HandoffDeps } from './types.ts';

const MAX_HITS = 50;
const MAX_WORDS = 8;
const AROUND_CHARS = 60;

export type SearchConversationsInput = { botId: string; q: string; tag?: string };

/**
 * Conversations in which every word of `q` occurs, in a message or in a note, newest first. The words are looked for as they are
 * written, whatever their case, also inside longer words.
 */
export async function searchConversations(
  { store: { db } }: Pick<HandoffDeps, 'store'>,
  { botId, q, tag }: SearchConversationsInput,
): Promise<ConversationSearch> {
  const words = (q.match(/\S+/gu) ?? []).slice(0, MAX_WORDS);
  if (words.length === 0 && tag === undefined) return { hits: [] };
  let query = db
    .selectFrom('conversations as c')
    .selectAll('c')
    .where('c.bot_id', '=', botId)
    .orderBy('c.updated_at', 'desc')
    .orderBy('c.id')
    .limit(MAX_HITS);
  for (const word of words) {
    query = query.where((e) =>
      e.or([
        e.exists(
          e
            .selectFrom('messages as m')
            .select('m.id')
            .whereRef('m.conversation_id', '=', 'c.id')
            .where(holdsText(['m.text'], word)),
        ),
        e.exists(
          e
            .selectFrom('conversation_notes as n')
            .select('n.id')
            .whereRef('n.conversation_id', '=', 'c.id')
            .where(holdsText(['n.text'], word)),
        ),
      ]),
    );
  }
  if (tag !== undefined) {
    query = query.where((e) =>
      e.exists(
        e
          .selectFrom('conversation_tags as t')
          .select('t.tag')
          .whereRef('t.conversation_id', '=', 'c.id')
          .where('t.tag', '=', tag.trim().toLowerCase()),
      ),
    );
  }
  const rows = await query.execute();
  const items = await inboxItems(db, rows);
  const hits: ConversationSearch['hits'] = [];
  for (const item of items) hits.push({ item, excerpt: await excerptOf(db, item.id, words[0]) });
  return { hits };
}

async function excerptOf(db: Kysely<Database>, id: string, word: string | undefined): Promise<string> {
  if (word === undefined) return '';
  const message = await db
    .selectFrom('messages')
    .select('text')
    .where('conversation_id', '=', id)
    .where(holdsText(['text'], word))
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  const note = await db
    .selectFrom('conversation_notes')
    .select('text')
    .where('conversation_id', '=', id)
    .where(holdsText(['text'], word))
    .limit(1)
    .executeTakeFirst();
  const text = message?.text ?? note?.text ?? '';
  const at = Math.max(0, text.toLowerCase().indexOf(word.toLowerCase()) - AROUND_CHARS);
  const end = at + 2 * AROUND_CHARS + word.length;
  const piece = text.slice(at, end);
  // Words are left whole; a text without spaces is cut where it must be.
  const begun = at > 0 ? piece.replace(/^\S{1,24}\s+/, '') : piece;
  const whole = end < text.length ? begun.replace(/\s+\S{1,24}$/, '') : begun;
  return `${at > 0 ? '… ' : ''}${whole}${end < text.length ? ' …' : ''}`;
}
