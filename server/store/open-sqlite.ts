import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely';
import { AppError, type Log } from '../base/index.ts';
import { withoutNul } from './clean-parameters.ts';
import { errorCode } from './dialect.ts';
import { translateFailure } from './failures.ts';
import type { TransactionScope } from './transaction-scope.ts';

/** In the data folder. */
export const DATABASE_FILE = 'foyer.db';

/** SQLite waits inside the call and so holds the event loop: short there, the rest of the wait is asynchronous. */
const BUSY_IN_CALL_MS = 20;
const BUSY_TOTAL_MS = 15_000;
const BUSY_PAUSE_MS = 15;
/** While opening nobody is served yet, and two processes may be switching to WAL at once. */
const BUSY_OPENING_MS = 10_000;

export type OpenSqliteInput = { dataDir: string; log: Log; scope: TransactionScope };

/** Opens `<dataDir>/foyer.db`, made when absent: folder 0700, files 0600. */
export function openSqlite({ dataDir, log, scope }: OpenSqliteInput): Dialect {
  const path = join(dataDir, DATABASE_FILE);
  try {
    prepareFiles(dataDir, path, log);
    const database = new Sqlite(path, { timeout: BUSY_OPENING_MS });
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    // What is deleted or erased must not be readable in the file.
    database.pragma('secure_delete = ON');
    database.pragma('temp_store = MEMORY');
    database.pragma(`busy_timeout = ${BUSY_IN_CALL_MS}`);
    // SQLite's own knows A to Z: who searches for "öl" would not find "Öl".
    database.function('lower', { deterministic: true }, lowered);
    return new OneConnectionDialect({ database }, database, scope);
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    throw new AppError('storage_failed', `The database ${path} cannot be opened: ${why}.`, { cause: thrown });
  }
}

function prepareFiles(dataDir: string, path: string, log: Log): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (process.platform !== 'win32' && (statSync(dataDir).mode & 0o077) !== 0) {
    log.warn('data-folder-open-to-others', { path: dataDir, remedy: `chmod 700 ${dataDir}` });
  }
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
}

function lowered(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

class OneConnectionDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;
  readonly #database: Sqlite.Database;
  readonly #scope: TransactionScope;

  constructor(config: SqliteDialectConfig, database: Sqlite.Database, scope: TransactionScope) {
    super(config);
    this.#config = config;
    this.#database = database;
    this.#scope = scope;
  }

  override createDriver(): SqliteDriver {
    return new OneConnectionDriver(this.#config, this.#database, this.#scope);
  }

  /** The driver below queues by itself, so that it can refuse before it waits. */
  override createAdapter(): SqliteAdapter {
    return new (class extends SqliteAdapter {
      override get supportsMultipleConnections(): boolean {
        return true;
      }
    })();
  }
}

class OneConnectionDriver extends SqliteDriver {
  readonly #database: Sqlite.Database;
  readonly #scope: TransactionScope;
  #connection: DatabaseConnection | undefined;
  #tail: Promise<void> = Promise.resolve();
  #free: () => void = () => {};

  constructor(config: SqliteDialectConfig, database: Sqlite.Database, scope: TransactionScope) {
    super(config);
    this.#database = database;
    this.#scope = scope;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#scope.assertOutside();
    const before = this.#tail;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#tail = promise;
    await before;
    this.#free = resolve;
    this.#connection ??= patientConnection(await super.acquireConnection(), this.#database);
    return this.#connection;
  }

  override async releaseConnection(): Promise<void> {
    this.#free();
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** Waits for what is under way. */
  override async destroy(): Promise<void> {
    await this.#tail;
    await super.destroy();
  }
}

/** Waits for another process's write without holding the event loop; cleans parameters; translates failures. */
function patientConnection(inner: DatabaseConnection, database: Sqlite.Database): DatabaseConnection {
  return {
    executeQuery: async (query, options) => {
      const clean = { ...query, parameters: withoutNul(query.parameters) };
      const deadline = Date.now() + BUSY_TOTAL_MS;
      for (;;) {
        try {
          return await inner.executeQuery(clean, options);
        } catch (thrown) {
          const mayWait = errorCode(thrown) === 'SQLITE_BUSY' && !database.inTransaction;
          if (!mayWait || Date.now() > deadline) throw translateFailure(thrown);
        }
        await sleep(BUSY_PAUSE_MS);
      }
    },
    streamQuery: (query, chunkSize, options) =>
      inner.streamQuery({ ...query, parameters: withoutNul(query.parameters) }, chunkSize, options),
  };
}
