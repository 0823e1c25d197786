import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { usesEverydayWords } from '../../bots/index.ts';
import type { Database } from '../../store/index.ts';
import { contentOf } from './own-word.ts';

/** What `hashWords` says of a bot without words of its own; so it was with every bot before there were any. */
export const WORDS_AS_SHIPPED = hashOf([], true);

/**
 * SHA-256, hex, over what a bot's customers call things, and whether Foyer's own list is used: equal where the same is searched
 * for. Notes and authors do not count.
 * @throws when there is no such bot
 */
export async function hashWords(db: Kysely<Database>, botId: string): Promise<string> {
  const { settings } = await db
    .selectFrom('bots')
    .select('settings')
    .where('id', '=', botId)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom('own_words')
    .select(['customers_say', 'said_key', 'pages_say', 'note'])
    .where('bot_id', '=', botId)
    .execute();
  const entries = rows.map((row) => JSON.stringify([row.said_key, contentOf(row).pagesSay]));
  return hashOf(entries.toSorted(), usesEverydayWords(settings));
}

function hashOf(entries: readonly string[], usesShipped: boolean): string {
  return createHash('sha256')
    .update(JSON.stringify([entries, usesShipped]))
    .digest('hex');
}
