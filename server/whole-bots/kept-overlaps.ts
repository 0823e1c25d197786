import type { Kysely } from 'kysely';
import { chunks } from '../base/index.ts';
import type { Database } from '../store/index.ts';

const AT_ONCE = 200;

export type KeptOverlap = { key: string; keptBy: string; keptAt: number };

/** What staff said to keep although documents repeat or contradict each other there. */
export async function readKeptOverlaps(db: Kysely<Database>, botId: string): Promise<KeptOverlap[]> {
  const rows = await db
    .selectFrom('kept_overlaps')
    .selectAll()
    .where('bot_id', '=', botId)
    .orderBy('key')
    .execute();
  return rows.map((row) => ({ key: row.key, keptBy: row.kept_by, keptAt: Number(row.created_at) }));
}

/** Their keys are hashes of both texts, so they hold for any bot whose documents say the same. In the caller's transaction. */
export async function insertKeptOverlaps(
  tx: Kysely<Database>,
  { to }: { to: string },
  kept: readonly KeptOverlap[],
): Promise<void> {
  for (const part of chunks(kept, AT_ONCE)) {
    const values = part.map(({ key, keptBy, keptAt }) => {
      return { bot_id: to, key, kept_by: keptBy, created_at: keptAt };
    });
    await tx.insertInto('kept_overlaps').values(values).execute();
  }
}
