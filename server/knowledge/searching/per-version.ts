import type { Store } from '../../store/index.ts';

type Handle = Pick<Store, 'dialect' | 'db'>;
type Cached<Value> = { version: number | string; value: Promise<Value> };

/** Remembers what was read of a bot's knowledge; reads it again once the version that it is asked for has changed: mostly that of the bot's index. */
export function perVersion<Value>(
  read: (store: Handle, botId: string) => Promise<Value>,
): (store: Handle, botId: string, version: number | string) => Promise<Value> {
  const cache = new WeakMap<Store['db'], Map<string, Cached<Value>>>();
  return (store, botId, version) => {
    const bots = cache.get(store.db) ?? new Map<string, Cached<Value>>();
    cache.set(store.db, bots);
    const known = bots.get(botId);
    if (known?.version === version) return known.value;
    const value = read(store, botId);
    bots.set(botId, { version, value });
    value.catch(() => bots.delete(botId));
    return value;
  };
}
