import { type Kysely, sql } from 'kysely';
import type { EngineName } from './dialect.ts';
import type { Database } from './schema.ts';

/**
 * Takes what was deleted or overwritten out of the files as well. SQLite overwrites it where it stood (`secure_delete`), and here
 * empties its write-ahead log; PostgreSQL is told to clear dead rows, and what its own log and backups keep is its operator's.
 * @returns false where somebody reads just now, so that the log is emptied later
 */
export async function forget(db: Kysely<Database>, engine: EngineName): Promise<boolean> {
  if (engine === 'postgres') {
    await sql`vacuum lessons, preference_pairs, data_rows, data_sets, comparisons, test_outcomes, corrections, teach_runs, passages, documents`.execute(
      db,
    );
    return true;
  }
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
  return rows[0]?.busy === 0;
}
