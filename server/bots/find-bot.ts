import { AppError } from '../base/index.ts';
import type { Store } from '../store/index.ts';
import { type Bot, botFromRow } from './bot.ts';

export async function findBot(
  { store }: { store: Pick<Store, 'db'> },
  botId: string,
): Promise<Bot | undefined> {
  const query = store.db.selectFrom('bots').selectAll().where('id', '=', botId);
  const row = await query.where('arriving_since', 'is', null).executeTakeFirst();
  return row && botFromRow(row);
}

/** @throws AppError `not_found` */
export async function getBot(deps: { store: Pick<Store, 'db'> }, botId: string): Promise<Bot> {
  const bot = await findBot(deps, botId);
  if (!bot) throw new AppError('not_found', 'There is no such bot. Check its id.');
  return bot;
}
