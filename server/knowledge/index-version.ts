import type { Kysely } from 'kysely';
import type { ModelIdentity } from '../models/index.ts';
import type { Database } from '../store/index.ts';

/** Names the embedder that made a vector: vectors of different weights or precision are never compared. */
export function embedderKey(identity: ModelIdentity): string {
  return `${identity.id}/${identity.precision}/${identity.sha256.slice(0, 16)}`;
}

/** Marks, inside the transaction of the change, that what a bot can find has changed. Returns the new version. */
export async function raiseIndexVersion(
  tx: Kysely<Database>,
  input: { botId: string; embedder: string; now: number },
): Promise<number> {
  const row = await tx
    .insertInto('index_states')
    .values({ bot_id: input.botId, version: 1, embedder: input.embedder, updated_at: input.now })
    .onConflict((conflict) =>
      conflict.column('bot_id').doUpdateSet((eb) => ({
        version: eb('index_states.version', '+', 1),
        embedder: input.embedder,
        updated_at: input.now,
      })),
    )
    .returning('version')
    .executeTakeFirstOrThrow();
  return Number(row.version);
}

/** The version of what a bot can find; 0 before its first document. */
export async function readIndexVersion(db: Kysely<Database>, botId: string): Promise<number> {
  const row = await db
    .selectFrom('index_states')
    .select('version')
    .where('bot_id', '=', botId)
    .executeTakeFirst();
  return row === undefined ? 0 : Number(row.version);
}
