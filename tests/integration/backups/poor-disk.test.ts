import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import { backUpDatabase } from '../../../server/store/index.ts';
import { insertBotRow } from '../../support/rows.ts';
import { openTestStore } from '../../support/store.ts';

/** A USB disk or a share in the network, as far as it says of itself what it cannot do. */
vi.mock('node:fs/promises', async (original) => {
  const refuse = async () => {
    throw Object.assign(new Error('operation not permitted'), { code: 'EPERM', syscall: 'link' });
  };
  return { ...(await original<typeof import('node:fs/promises')>()), link: refuse, chmod: refuse };
});

test('where a disk knows no rights and no second names, a backup is whole all the same, and none is written over', async () => {
  await using store = await openTestStore();
  await insertBotRow(store, 'b');
  const folder = await mkdtemp(join(tmpdir(), 'foyer-disk-'));
  const input = { dataDir: store.dataDir, file: join(folder, 'kept.db') };
  await backUpDatabase(input);
  expect(await readdir(folder)).toEqual(['kept.db']);
  using kept = closing(new Sqlite(input.file, { readonly: true }));
  expect(kept.database.prepare('select id from bots').all()).toEqual([{ id: 'b' }]);
  await expect(backUpDatabase(input)).rejects.toMatchObject({ code: 'conflict' });
  await rm(folder, { recursive: true, force: true });
});

function closing(database: Sqlite.Database) {
  return { database, [Symbol.dispose]: () => void database.close() };
}
