import type { Kysely } from 'kysely';
import { chunks } from '../../base/index.ts';
import type { Database } from '../../store/index.ts';

/** Keys a statement; SQLite takes 32,766 parameters. */
const KEYS_AT_ONCE = 500;

/** Those of the keys, see `questionKey`, that lessons of the bot ask, in whatever state these are. */
export async function keysTaught(
  db: Kysely<Database>,
  botId: string,
  keys: readonly string[],
): Promise<Set<string>> {
  const taught = new Set<string>();
  for (const chunk of chunks(keys, KEYS_AT_ONCE)) {
    const query = db.selectFrom('lessons').select('question_key').where('bot_id', '=', botId);
    for (const row of await query.where('question_key', 'in', chunk).execute()) taught.add(row.question_key);
  }
  return taught;
}
