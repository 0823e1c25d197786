import type { Kysely } from 'kysely';
import type { Database } from '../store/index.ts';

/** A query of all that is known of the bots that people see: neither still being made of a file, nor being deleted. */
export function visibleBots(db: Kysely<Database>) {
  return db
    .selectFrom('bots')
    .selectAll()
    .where('bots.arriving_since', 'is', null)
    .where('bots.leaving_since', 'is', null);
}

/** A query of the ids of bots that are being deleted, for use inside another. */
export function leavingBots(db: Kysely<Database>) {
  return db.selectFrom('bots').select('bots.id').where('bots.leaving_since', 'is not', null);
}

/** Whether a bot is being deleted: what is left of it is nobody's any more. */
export async function isLeaving(db: Kysely<Database>, botId: string): Promise<boolean> {
  return (await leavingBots(db).where('bots.id', '=', botId).executeTakeFirst()) !== undefined;
}
