import type { Kysely } from 'kysely';
import { AppError } from '../base/index.ts';
import type { Database, Store } from '../store/index.ts';
import { type Bot, type BotRow, botFromRow } from './bot.ts';
import { visibleBots } from './visible-bots.ts';

export async function findBot(
  { store }: { store: Pick<Store, 'db'> },
  botId: string,
): Promise<Bot | undefined> {
  const row = await findBotRow(store.db, botId);
  return row && botFromRow(row);
}

/** @throws AppError `not_found` */
export async function getBot({ store }: { store: Pick<Store, 'db'> }, botId: string): Promise<Bot> {
  return botFromRow(await getBotRow(store.db, botId));
}

/** Also where the stored settings cannot be read, so that they can be mended. @throws AppError `not_found` */
export async function getBotRow(db: Kysely<Database>, botId: string): Promise<BotRow> {
  const row = await findBotRow(db, botId);
  if (!row) throw new AppError('not_found', 'There is no such bot. Check its id.');
  return row;
}

async function findBotRow(db: Kysely<Database>, botId: string): Promise<BotRow | undefined> {
  return await visibleBots(db).where('id', '=', botId).executeTakeFirst();
}
