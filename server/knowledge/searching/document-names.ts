import type { Store } from '../../store/index.ts';
import { collectNames, type DocumentNames } from './named-documents.ts';

type Cached = { version: number; names: Promise<DocumentNames> };

const cache = new WeakMap<Store['db'], Map<string, Cached>>();

/** Names of a bot's enabled documents; made again when the bot's index version has changed. */
export function documentNames(
  store: Pick<Store, 'db'>,
  botId: string,
  version: number,
): Promise<DocumentNames> {
  const bots = cache.get(store.db) ?? new Map<string, Cached>();
  cache.set(store.db, bots);
  const known = bots.get(botId);
  if (known?.version === version) return known.names;
  const names = store.db
    .selectFrom('documents')
    .select(['id', 'title'])
    .where('bot_id', '=', botId)
    .where('enabled', '=', 1)
    .where('title', '!=', '')
    .execute()
    .then(collectNames);
  bots.set(botId, { version, names });
  names.catch(() => bots.delete(botId));
  return names;
}
