import type { Kysely } from 'kysely';
import type { Database } from '../store/index.ts';
import { FOR_EVERYONE } from './audience.ts';

/** As it is stored. */
export type RestrictedDocument = { id: string; name: string; audience: string };

/** A bot's documents that not everybody may be told of, by name: nothing of them goes into what is told to all. */
export async function listRestrictedDocuments(
  db: Kysely<Database>,
  botId: string,
): Promise<RestrictedDocument[]> {
  return await db
    .selectFrom('documents')
    .select(['id', 'name', 'audience'])
    .where('bot_id', '=', botId)
    .where('audience', '!=', FOR_EVERYONE)
    .orderBy('name')
    .execute();
}
