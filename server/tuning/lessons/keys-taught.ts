import type { Kysely } from 'kysely';
import type { Database } from '../../store/index.ts';
import { foundAmong } from './found-among.ts';

/** Those of the keys, see `questionKey`, that lessons of the bot ask, in whatever state these are. */
export async function keysTaught(
  db: Kysely<Database>,
  botId: string,
  keys: readonly string[],
): Promise<Set<string>> {
  const lessons = db.selectFrom('lessons').select('question_key as value').where('bot_id', '=', botId);
  return foundAmong(keys, (some) => lessons.where('question_key', 'in', some).execute());
}
