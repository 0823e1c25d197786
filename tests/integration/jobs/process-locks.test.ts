import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLog, systemClock } from '../../../server/base/index.ts';
import { LEASE_MS, ProcessLease } from '../../../server/jobs/index.ts';
import { openTestStore, type TestStore } from '../../support/store.ts';

const LONG_AGO = Date.now() - 2 * LEASE_MS;

function leaseIn(store: TestStore) {
  const told: string[] = [];
  const log = createLog({ level: 'warn', write: (line) => told.push(line) });
  const lockFolder = join(store.dataDir, 'processes');
  return { lease: new ProcessLease({ store, clock: systemClock, log, lockFolder }), lockFolder, told };
}

test('files that are no process’s are left alone, and a damaged one, which nobody can hold, goes', async () => {
  await using store = await openTestStore();
  const { lease, lockFolder, told } = leaseIn(store);
  await mkdir(lockFolder);
  await writeFile(join(lockFolder, '.DS_Store'), 'of another program');
  const damaged = join(lockFolder, 'process_1damaged');
  await writeFile(damaged, 'a power cut left this'.repeat(300));
  await store.db
    .insertInto('process_leases')
    .values({ id: 'process_1damaged', machine: 'another', lease_until: LONG_AGO })
    .execute();
  expect(await lease.endThoseOfTheDead()).toEqual([]);
  expect(await readdir(lockFolder)).toHaveLength(2);
  await store.db.deleteFrom('process_leases').execute();
  await utimes(damaged, LONG_AGO / 1000, LONG_AGO / 1000);
  await lease.endThoseOfTheDead();
  expect(await readdir(lockFolder)).toEqual(['.DS_Store']);
  expect(told).toEqual([]);
});

test('what cannot be opened is told once, and taken neither for alive nor for dead', async () => {
  await using store = await openTestStore();
  const { lease, lockFolder, told } = leaseIn(store);
  await mkdir(join(lockFolder, 'process_1folder'), { recursive: true });
  expect(await lease.endThoseOfTheDead()).toEqual([]);
  expect(await lease.endThoseOfTheDead()).toEqual([]);
  expect(await readdir(lockFolder)).toEqual(['process_1folder']);
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('process-lock-unreadable');
});

test('where the folder itself cannot be read, the leases alone tell', async () => {
  await using store = await openTestStore();
  const { lease, lockFolder, told } = leaseIn(store);
  await writeFile(lockFolder, 'in the way of the folder');
  expect(await lease.endThoseOfTheDead()).toEqual([]);
  using _held = await lease.hold();
  const leases = await store.db.selectFrom('process_leases').select(['id', 'machine']).execute();
  expect(leases).toEqual([{ id: lease.id, machine: null }]);
  expect(told.map((line) => JSON.parse(line).event)).toEqual([
    'process-lock-unreadable',
    'process-not-locked',
  ]);
});
