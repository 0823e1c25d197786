import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../server/base/index.ts';
import { openStore, type Store } from '../../server/store/index.ts';

export const quietLog = createLog({ level: 'error' });

/** A SQLite store in a temporary folder, which goes with it. Use with `await using`. */
export async function openTestStore(): Promise<Store & { dataDir: string }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'foyer-store-'));
  const store = await openStore({ dataDir, log: quietLog });
  return {
    ...store,
    dataDir,
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
