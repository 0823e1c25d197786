import { type Kysely, sql } from 'kysely';
import { type Database, INDEXED_DIMENSIONS, type Store } from '../../store/index.ts';
import type { PassageVector, VectorHit } from '../types.ts';
import type { IndexChange, IndexStamp, VectorBackend } from './backend.ts';

/** Rows an insert; a vector of 384 is about 4 KB as text. */
const INSERT_BATCH = 200;
/** Any fixed number of its own: one process at a time makes the table. */
const CREATE_LOCK = 7_346_022;

/**
 * pgvector's HNSW index in the same PostgreSQL, over the table `passage_vectors` of the store room. The index is shared
 * by all bots, so queries scan it iteratively until enough hits of the right bot are found.
 */
export async function openPgvectorBackend(store: Store): Promise<VectorBackend> {
  await store.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(CREATE_LOCK)})`.execute(tx);
    await sql`
      create table if not exists passage_vector_states (
        bot_id text primary key references bots (id) on delete cascade,
        version bigint not null,
        embedder text not null)`.execute(tx);
  });
  return {
    stamp: (botId) => readStamp(store.db, botId),
    async passageIds(botId) {
      const rows = await store.db
        .selectFrom('passage_vectors')
        .select('passage_id')
        .where('bot_id', '=', botId)
        .execute();
      return rows.map((row) => row.passage_id);
    },
    apply: (botId, change, stamp) => store.transact((tx) => applyChange(tx, botId, change, stamp)),
    query: (botId, vector, limit) => queryNearest(store.db, botId, vector, limit),
    drop: (botId) =>
      store.transact(async (tx) => {
        await tx.deleteFrom('passage_vectors').where('bot_id', '=', botId).execute();
        await sql`delete from passage_vector_states where bot_id = ${botId}`.execute(tx);
      }),
    // Its tables are tied to the bots'.
    async sweep() {},
    async [Symbol.asyncDispose]() {},
  };
}

async function readStamp(db: Kysely<Database>, botId: string): Promise<IndexStamp | undefined> {
  const found = await sql<{ version: number | string; embedder: string }>`
    select version, embedder from passage_vector_states where bot_id = ${botId}`.execute(db);
  const row = found.rows[0];
  return row === undefined ? undefined : { version: Number(row.version), embedder: row.embedder };
}

async function applyChange(
  tx: Kysely<Database>,
  botId: string,
  change: IndexChange,
  stamp: IndexStamp,
): Promise<void> {
  if (change.remove.length > 0) {
    await sql`delete from passage_vectors
      where bot_id = ${botId} and passage_id = any(${[...change.remove]})`.execute(tx);
  }
  for (let start = 0; start < change.add.length; start += INSERT_BATCH) {
    await insertVectors(tx, botId, change.add.slice(start, start + INSERT_BATCH));
  }
  await sql`
    insert into passage_vector_states (bot_id, version, embedder)
    values (${botId}, ${stamp.version}, ${stamp.embedder})
    on conflict (bot_id) do update set version = excluded.version, embedder = excluded.embedder`.execute(tx);
}

/** Joined with `passages`, because another process may have deleted some since they were read. */
async function insertVectors(
  tx: Kysely<Database>,
  botId: string,
  batch: readonly PassageVector[],
): Promise<void> {
  const ids = batch.map(({ passageId }) => passageId);
  const vectors = batch.map(({ vector }) => toText(vector));
  await sql`
    insert into passage_vectors (passage_id, bot_id, embedding)
    select p.id, p.bot_id, given.embedding::vector
    from unnest(${ids}::text[], ${vectors}::text[]) as given (id, embedding)
    join passages p on p.id = given.id and p.bot_id = ${botId}
    on conflict (passage_id) do update set embedding = excluded.embedding`.execute(tx);
}

async function queryNearest(
  db: Kysely<Database>,
  botId: string,
  vector: Float32Array,
  limit: number,
): Promise<VectorHit[]> {
  const dimensions = vector.length;
  const indexed = INDEXED_DIMENSIONS.some((known) => known === dimensions);
  const type = sql.raw(`vector(${dimensions})`);
  return await db.transaction().execute(async (tx) => {
    if (indexed) await sql`set local hnsw.iterative_scan = strict_order`.execute(tx);
    const found = await sql<VectorHit>`
      select passage_id as "passageId", 1 - (embedding::${type} <=> ${toText(vector)}::${type}) as score
      from passage_vectors
      where bot_id = ${botId} and vector_dims(embedding) = ${sql.lit(dimensions)}
      order by embedding::${type} <=> ${toText(vector)}::${type}
      limit ${limit}`.execute(tx);
    return found.rows;
  });
}

function toText(vector: Float32Array): string {
  return `[${vector.join(',')}]`;
}
