import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import type { Database } from './schema.ts';

/** Everything that differs between the two engines, and nothing else does. */
export type EngineName = 'sqlite' | 'postgres';

export type Engine = {
  readonly name: EngineName;
  /** Names of column types, for the migrations. */
  readonly types: { readonly blob: string; readonly bigint: string; readonly sequence: string };
  /** Keeps the full-text index in step with `passages`; part of the first migration. */
  readonly fullText: readonly string[];
  /** Makes the full-text index overwrite the words of what is deleted, too. */
  readonly forgetfulText: readonly string[];
  /** Makes the database itself refuse to change or delete a table's rows. */
  appendOnly(table: string): readonly string[];
  /** Lets one process migrate at a time. Runs first inside the migrating transaction. */
  lockForMigration(tx: Kysely<Database>): Promise<void>;
  /** Splits text into stemmed search terms exactly as the full-text index does. */
  searchTerms(db: Kysely<Database>, text: string): Promise<string[]>;
  /** Where each term occurs among the passages of one bot that may be found. */
  postings(db: Kysely<Database>, botId: string, terms: readonly string[]): Promise<Posting[]>;
};

export type Posting = {
  passageId: string;
  /** Characters of the passage's text. */
  length: number;
  term: string;
  /** Occurrences in the text, and in the title path. */
  inText: number;
  inTitle: number;
};

/** Any fixed number; shared by all processes of Foyer on one database. */
const MIGRATION_LOCK = 7_346_021;

/** Porter stems of words without diacritics: one rule, spelled twice. PostgreSQL's own parser would drop tags and keep URLs whole. */
const SQLITE_TOKENIZER = 'porter unicode61 remove_diacritics 2';
const POSTGRES_FOLD = `regexp_replace(
    regexp_replace(normalize(lower($1), NFKD), '[\\u0300-\\u036f]', '', 'g'),
    '[!-/:-@\\[-\`{-~\\u2010-\\u2027]', ' ', 'g')`;

const sqlite: Engine = {
  name: 'sqlite',
  types: { blob: 'blob', bigint: 'integer', sequence: 'integer primary key autoincrement' },
  fullText: [
    `create virtual table passages_text using fts5(
       title_path, text, content='passages', content_rowid='sequence', tokenize='${SQLITE_TOKENIZER}')`,
    `create virtual table passages_terms using fts5vocab(passages_text, instance)`,
    `create trigger passages_text_insert after insert on passages begin
       insert into passages_text (rowid, title_path, text) values (new.sequence, new.title_path, new.text);
     end`,
    `create trigger passages_text_delete after delete on passages begin
       insert into passages_text (passages_text, rowid, title_path, text)
         values ('delete', old.sequence, old.title_path, old.text);
     end`,
    `create trigger passages_text_update after update of title_path, text on passages begin
       insert into passages_text (passages_text, rowid, title_path, text)
         values ('delete', old.sequence, old.title_path, old.text);
       insert into passages_text (rowid, title_path, text) values (new.sequence, new.title_path, new.text);
     end`,
  ],
  forgetfulText: [`insert into passages_text (passages_text, rank) values ('secure-delete', 1)`],
  appendOnly: (table) =>
    ['update', 'delete'].map(
      (change) => `create trigger ${table}_no_${change} before ${change} on ${table} begin
         select raise(abort, '${table} is append-only');
       end`,
    ),
  // The transaction began IMMEDIATE, so it already is the only writer.
  async lockForMigration() {},
  async searchTerms(db, text) {
    return db.connection().execute(async (connection) => {
      await sql`create virtual table if not exists temp.query_text using fts5(text, tokenize=${sql.lit(SQLITE_TOKENIZER)})`.execute(
        connection,
      );
      await sql`create virtual table if not exists temp.query_terms using fts5vocab(temp, query_text, row)`.execute(
        connection,
      );
      await sql`delete from temp.query_text`.execute(connection);
      await sql`insert into temp.query_text (text) values (${text})`.execute(connection);
      const found = await sql<{ term: string }>`select term from temp.query_terms`.execute(connection);
      return found.rows.map((row) => row.term);
    });
  },
  // Cross joins keep this order: the planner cannot know that the index answers a term but not a document. The named index
  // holds all that is asked of a passage; a row is long, and its length is kept behind its text.
  async postings(db, botId, terms) {
    const found = await sql<Posting>`
      select p.id as "passageId", p.text_length as length, t.term as term,
             sum(t.col = 'text') as "inText", sum(t.col = 'title_path') as "inTitle"
      from json_each(${JSON.stringify(terms)}) q
      cross join passages_terms t on t.term = q.value
      cross join passages p indexed by passages_found on p.sequence = t.doc
      cross join documents d on d.id = p.document_id
      where p.bot_id = ${botId} and p.enabled = 1 and d.enabled = 1
      group by t.term, t.doc`.execute(db);
    return found.rows;
  },
};

const postgres: Engine = {
  name: 'postgres',
  types: {
    blob: 'bytea',
    bigint: 'bigint',
    sequence: 'bigint generated by default as identity primary key',
  },
  fullText: [
    `create function foyer_fold(text) returns text language sql immutable strict parallel safe
       return ${POSTGRES_FOLD}`,
    `create text search dictionary foyer_stem (template = snowball, language = porter)`,
    `create text search configuration foyer_text (parser = default)`,
    `alter text search configuration foyer_text
       add mapping for asciiword, word, numword, int, uint, float, sfloat, version with foyer_stem`,
    `alter table passages add column search tsvector generated always as (
       setweight(to_tsvector('foyer_text', foyer_fold(title_path)), 'A')
       || to_tsvector('foyer_text', foyer_fold(text))) stored`,
    `create index passages_search on passages using gin (search)`,
  ],
  forgetfulText: [],
  appendOnly: (table) => [
    `create function ${table}_refuse() returns trigger language plpgsql as $$
       begin raise exception '${table} is append-only'; end $$`,
    `create trigger ${table}_append_only before update or delete or truncate on ${table}
       for each statement execute function ${table}_refuse()`,
  ],
  async lockForMigration(tx) {
    await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(tx);
  },
  async searchTerms(db, text) {
    const found = await sql<{ term: string }>`
      select unnest(tsvector_to_array(to_tsvector('foyer_text', foyer_fold(${text})))) as term`.execute(db);
    return found.rows.map((row) => row.term);
  },
  async postings(db, botId, terms) {
    const query = terms.map((term) => `'${term.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`).join(' | ');
    const found = await sql<Posting>`
      select p.id as "passageId", p.text_length as length, t.lexeme as term,
             cardinality(array_positions(t.weights, 'D')) as "inText",
             cardinality(array_positions(t.weights, 'A')) as "inTitle"
      from passages p
      join documents d on d.id = p.document_id
      cross join lateral unnest(p.search) t
      where p.search @@ ${query}::tsquery and t.lexeme = any(${terms})
        and p.bot_id = ${botId} and p.enabled = 1 and d.enabled = 1`.execute(db);
    return found.rows;
  },
};

/**
 * Locks the rows a query picks until the transaction ends, passing over those another worker holds.
 * SQLite has one writer, hence nothing to lock.
 */
export function lockSkippingLocked<T extends keyof Database, O>(
  engine: EngineName,
  query: SelectQueryBuilder<Database, T, O>,
): SelectQueryBuilder<Database, T, O> {
  return engine === 'postgres' ? query.forUpdate().skipLocked() : query;
}

export const ENGINES: Record<EngineName, Engine> = { sqlite, postgres };

/** A time as the tables of accounts keep it: the accounts library has kinds of column of its own. */
export function storedTime(engine: EngineName, at: number): string | Date {
  return engine === 'postgres' ? new Date(at) : new Date(at).toISOString();
}

/** A flag as the tables of accounts keep it. */
export function storedFlag(engine: EngineName, value: boolean): number | boolean {
  return engine === 'postgres' ? value : Number(value);
}

/** True when `thrown` says that a unique key is taken, on either engine. */
export function isUniqueViolation(thrown: unknown): boolean {
  const code = errorCode(thrown);
  return code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY' || code === '23505';
}

/** The engine's own error code, when there is one. */
export function errorCode(thrown: unknown): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}
