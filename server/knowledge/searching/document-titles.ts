import type { Store } from '../../store/index.ts';
import type { TitledDocument } from './named-documents.ts';

type Cached = { version: number; titles: Promise<TitledDocument[]> };

const cache = new WeakMap<Store['db'], Map<string, Cached>>();

/** Titles of a bot's enabled documents; read again when the bot's index version has changed. */
export function documentTitles(
  store: Pick<Store, 'db'>,
  botId: string,
  version: number,
): Promise<TitledDocument[]> {
  const bots = cache.get(store.db) ?? new Map<string, Cached>();
  cache.set(store.db, bots);
  const known = bots.get(botId);
  if (known?.version === version) return known.titles;
  const titles = store.db
    .selectFrom('documents')
    .select(['id', 'title'])
    .where('bot_id', '=', botId)
    .where('enabled', '=', 1)
    .where('title', '!=', '')
    .execute();
  bots.set(botId, { version, titles });
  titles.catch(() => bots.delete(botId));
  return titles;
}
