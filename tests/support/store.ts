import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, inject } from 'vitest';
import { createLog } from '../../server/base/index.ts';
import { type OpenStoreOptions, openStore, type Store } from '../../server/store/index.ts';
import { createDatabase } from './postgres.ts';

export const quietLog = createLog({ level: 'error' });
/** For tests that provoke failures. */
export const silentLog = createLog({ level: 'error', write: () => {} });

/** `options` opens the same data a second time. */
export type TestStore = Store & { readonly dataDir: string; readonly options: OpenStoreOptions };
export type OpenTestStore = () => Promise<TestStore>;

/** A SQLite store in a temporary folder, which goes with it. Use with `await using`. */
export async function openTestStore(): Promise<TestStore> {
  const dataDir = await mkdtemp(join(tmpdir(), 'foyer-store-'));
  return disposable({ dataDir, log: quietLog }, () => rm(dataDir, { recursive: true, force: true }));
}

/** The same suite on both engines; on PostgreSQL only in test projects with `postgres-setup.ts`. */
export function describeStores(name: string, define: (open: OpenTestStore) => void): void {
  describe(`${name} on SQLite`, () => define(openTestStore));
  const serverUrl = inject('postgresUrl') ?? null;
  describe.skipIf(serverUrl === null)(`${name} on PostgreSQL`, () =>
    define(() => openPostgresStore(serverUrl ?? '')),
  );
}

async function openPostgresStore(serverUrl: string): Promise<TestStore> {
  const database = await createDatabase(serverUrl, inject('postgresTemplate'));
  const dataDir = await mkdtemp(join(tmpdir(), 'foyer-store-'));
  return disposable({ dataDir, databaseUrl: database.url, log: quietLog }, async () => {
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });
}

async function disposable(options: OpenStoreOptions, remove: () => Promise<void>): Promise<TestStore> {
  const store = await openStore(options);
  return {
    ...store,
    dataDir: options.dataDir,
    options,
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await remove();
    },
  };
}
