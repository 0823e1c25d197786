import { type Kysely, sql } from 'kysely';
import type { Log } from '../base/index.ts';
import { ENGINES } from './dialect.ts';
import type { Database } from './schema.ts';

/** Dimensions that get an HNSW index; others are searched by scanning. 384 is all-MiniLM-L6-v2. */
export const INDEXED_DIMENSIONS = [384, 512, 768, 1024] as const;

/**
 * Makes the table of passage vectors where pgvector can be had; resolves to whether it is there.
 * Not a migration: it is a projection of `passages.embedding`, and pgvector may be installed at any later start.
 * One table serves every embedder. A query uses the index of its dimension, here 384, when it reads
 * `order by embedding::vector(384) <=> $1 … where vector_dims(embedding) = 384`.
 */
export async function openVectors(db: Kysely<Database>, log: Log): Promise<boolean> {
  const found = await sql<{ version: string }>`
    select default_version as version from pg_available_extensions where name = 'vector'`.execute(db);
  if (found.rows.length === 0) {
    log.warn('pgvector-missing', { effect: 'passages are searched through the file index' });
    return false;
  }
  try {
    await db.transaction().execute(createVectors);
    return true;
  } catch (thrown) {
    log.warn('pgvector-refused', {
      effect: 'passages are searched through the file index',
      remedy: 'As a PostgreSQL administrator run: create extension vector',
      error: thrown,
    });
    return false;
  }
}

async function createVectors(tx: Kysely<Database>): Promise<void> {
  await ENGINES.postgres.lockForMigration(tx);
  await sql`create extension if not exists vector`.execute(tx);
  await sql`
    create table if not exists passage_vectors (
      passage_id text primary key references passages (id) on delete cascade,
      bot_id text not null references bots (id) on delete cascade,
      embedding vector not null)`.execute(tx);
  await sql`create index if not exists passage_vectors_bot on passage_vectors (bot_id)`.execute(tx);
  for (const dimensions of INDEXED_DIMENSIONS) {
    const type = sql.raw(`vector(${dimensions})`);
    await sql`
      create index if not exists ${sql.id(`passage_vectors_hnsw_${dimensions}`)} on passage_vectors
      using hnsw ((embedding::${type}) vector_cosine_ops) where vector_dims(embedding) = ${sql.lit(dimensions)}`.execute(
      tx,
    );
  }
}
