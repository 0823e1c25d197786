import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely } from 'kysely';
import type { Log } from '../base/index.ts';
import { ENGINES, type EngineName, errorCode } from './dialect.ts';
import { forget } from './forget.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';
import { openPostgres } from './open-postgres.ts';
import { openSqlite } from './open-sqlite.ts';
import type { Database } from './schema.ts';
import { TransactionScope } from './transaction-scope.ts';
import { openVectors } from './vectors.ts';

/** The open database. One per process; closing waits for what is under way. */
export type Store = AsyncDisposable & {
  readonly dialect: EngineName;
  readonly db: Kysely<Database>;
  /** True on PostgreSQL with pgvector: the table `passage_vectors` exists. */
  readonly hasVectors: boolean;
  /**
   * Runs `work` in one transaction, as if no other ran at the same time (IMMEDIATE on SQLite, SERIALIZABLE
   * on PostgreSQL); a throw rolls everything back. On PostgreSQL `work` runs again when another transaction
   * got in between, so it changes nothing but the database. Inside, `tx` is the only handle: using
   * `store.db` there throws.
   */
  transact<T>(work: (tx: Kysely<Database>) => Promise<T>): Promise<T>;
  /** Takes what was erased out of the database's files as well; false where its log can only be emptied later. */
  forget(): Promise<boolean>;
};

export type OpenStoreOptions = {
  /** Folder of the SQLite file; made when absent. Not used with `databaseUrl`. */
  dataDir: string;
  /** `postgres://…` to use PostgreSQL instead of SQLite. */
  databaseUrl?: string | undefined;
  log: Log;
};

const MAX_TRIES = 20;
/** PostgreSQL's "somebody was faster, try again": serialization failure, deadlock. */
const TRY_AGAIN = new Set(['40001', '40P01']);

/**
 * Opens the database and brings it up to date. Several processes may do so at once.
 * @throws AppError `storage_failed` when it cannot be opened, `newer_data` when a later Foyer wrote it.
 */
export async function openStore({ dataDir, databaseUrl, log }: OpenStoreOptions): Promise<Store> {
  const scope = new TransactionScope();
  const name: EngineName = databaseUrl === undefined ? 'sqlite' : 'postgres';
  const dialect =
    databaseUrl === undefined
      ? openSqlite({ dataDir, log, scope })
      : openPostgres({ databaseUrl, log, scope });
  const db = new Kysely<Database>({ dialect });
  try {
    const steps = await migrate(db, ENGINES[name], MIGRATIONS);
    if (steps > 0) log.info('store-migrated', { engine: name, steps });
    const hasVectors = name === 'postgres' && (await openVectors(db, log));
    return {
      dialect: name,
      db,
      hasVectors,
      transact: (work) => transact(db, name, scope, work),
      forget: () => forget(db, name),
      [Symbol.asyncDispose]: () => db.destroy(),
    };
  } catch (thrown) {
    await db.destroy();
    throw thrown;
  }
}

async function transact<T>(
  db: Kysely<Database>,
  engine: EngineName,
  scope: TransactionScope,
  work: (tx: Kysely<Database>) => Promise<T>,
): Promise<T> {
  scope.assertOutside();
  const begin = engine === 'postgres' ? db.transaction().setIsolationLevel('serializable') : db.transaction();
  for (let tries = 1; ; tries += 1) {
    try {
      return await begin.execute((tx) => scope.enter(() => work(tx)));
    } catch (thrown) {
      if (tries >= MAX_TRIES || !TRY_AGAIN.has(errorCode(thrown) ?? '')) throw thrown;
    }
    await sleep(Math.random() * 10 * tries);
  }
}
