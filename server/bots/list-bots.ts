import type { Store } from '../store/index.ts';
import { type Bot, botFromRow } from './bot.ts';
import { visibleBots } from './visible-bots.ts';

/** All bots, by name. `botId` keeps only that one: what a key bound to a bot may see. */
export async function listBots(
  { store }: { store: Pick<Store, 'db'> },
  { botId }: { botId?: string | null } = {},
): Promise<Bot[]> {
  let query = visibleBots(store.db).orderBy('name').orderBy('id');
  if (botId) query = query.where('id', '=', botId);
  return (await query.execute()).map(botFromRow);
}
