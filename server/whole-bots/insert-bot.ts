import type { Kysely } from 'kysely';
import type { BotSettings } from '../bots/index.ts';
import type { Database } from '../store/index.ts';

type NewBot = {
  id: string;
  name: string;
  language: string;
  settings: BotSettings;
  at: number;
  /** While it is being made of a file. */
  arrivingSince?: number | null;
};

/** A bot without anything yet, in the caller's transaction. */
export async function insertBot(
  tx: Kysely<Database>,
  { settings, at, arrivingSince = null, ...bot }: NewBot,
): Promise<void> {
  const times = { settings_version: 1, created_at: at, updated_at: at };
  await tx
    .insertInto('bots')
    .values({ ...bot, settings: JSON.stringify(settings), ...times, arriving_since: arrivingSince })
    .execute();
}
