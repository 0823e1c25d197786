/**
 * Purpose: the one source of truth: schema, migrations and the handle, on SQLite or PostgreSQL.
 * Invariant: what was acknowledged is durable; dialect differences live in one file.
 * Must never know: what the rows mean to a person.
 */
import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

export type { ConversationState, Database, DocumentState } from './schema.ts';

/** The open database. One per process; closing waits for what is under way. */
export type Store = AsyncDisposable & {
  readonly dialect: 'sqlite' | 'postgres';
  readonly db: Kysely<Database>;
  /** Runs `work` in one transaction (IMMEDIATE on SQLite); a throw rolls everything back. */
  transact<T>(work: (tx: Kysely<Database>) => Promise<T>): Promise<T>;
};
