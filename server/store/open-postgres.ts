import {
  type Dialect,
  type PostgresCursor,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from 'kysely';
import pg from 'pg';
import { invariant, type Log } from '../base/index.ts';
import { withoutNul } from './clean-parameters.ts';
import { translateConnectFailure, translateFailure } from './failures.ts';
import type { TransactionScope } from './transaction-scope.ts';

const MAX_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 10_000;

/** Our whole numbers (times, sizes, counts) stay far below 2^53. */
const BIGINT_OID = 20;
const NUMERIC_OID = 1700;

export type OpenPostgresInput = { databaseUrl: string; log: Log; scope: TransactionScope };

export function openPostgres({ databaseUrl, log, scope }: OpenPostgresInput): Dialect {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'foyer',
    keepAlive: true,
    types: { getTypeParser: parserOf },
  });
  // Without listeners the loss of a connection, idle or in use, would end the process.
  pool.on('error', (error) => log.warn('postgres-connection-lost', { error }));
  pool.on('connect', (client) =>
    client.on('error', (error) => log.warn('postgres-connection-lost', { error })),
  );
  return new PostgresDialect({ pool: guardedPool(pool, scope) });
}

function parserOf(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === BIGINT_OID || oid === NUMERIC_OID) return Number;
  return pg.types.getTypeParser(oid, format === 'binary' ? 'text' : format);
}

/** Refuses a second connection inside a transaction; cleans parameters; translates failures. */
function guardedPool(pool: pg.Pool, scope: TransactionScope): PostgresPool {
  return {
    options: pool.options,
    async connect() {
      scope.assertOutside();
      const client = await pool.connect().catch((thrown: unknown) => {
        throw translateConnectFailure(thrown);
      });
      return guardedClient(client);
    },
    end: () => pool.end(),
  };
}

function guardedClient(client: pg.PoolClient): PostgresPoolClient {
  function query<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query(text: unknown, parameters: readonly unknown[] = []): unknown {
    invariant(typeof text === 'string', 'Cursors are not used.');
    return client.query(text, [...withoutNul(parameters)]).catch((thrown: unknown) => {
      throw translateFailure(thrown);
    });
  }
  return { query, release: (destroy) => client.release(destroy) };
}
