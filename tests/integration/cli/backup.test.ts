import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBot } from '../../../server/bots/index.ts';
import { loadConfig } from '../../../server/config/index.ts';
import { type ContextOverrides, openContext } from '../../../server/context.ts';
import { foyer, pretendModels } from '../../support/cli.ts';
import { fakeEmbedder, fakeGenerator } from '../../support/fake-models.ts';
import { silentLog } from '../../support/store.ts';

const overrides: ContextOverrides = { log: silentLog, embedder: fakeEmbedder(), generator: fakeGenerator() };
const words = { organisation: 'Shop', greeting: 'Hello', refusal: 'No', handoffMessage: 'Wait' };
let folder: string;
let file: string;

const envOf = (data: string) => ({ FOYER_DATA: join(folder, data), FOYER_CACHE: join(folder, 'cache') });
const run = (data: string, ...args: string[]) => foyer(args, { env: envOf(data), overrides });
const runWith = (FOYER_BACKUP_KEY: string, data: string, ...args: string[]) =>
  foyer(args, { env: { ...envOf(data), FOYER_BACKUP_KEY }, overrides });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-backup-'));
  file = join(folder, 'kept.db');
  await pretendModels(join(folder, 'cache'));
  await using context = await openContext(loadConfig(envOf('here')), overrides);
  await createBot(context, { actor: 'system:test', id: 'shop', name: 'Shop', settings: words });
  const page = join(folder, 'returns.md');
  await writeFile(page, '# Returns\n\nHats can be returned within 30 days.\n');
  expect((await run('here', 'ingest', page, '--bot', 'shop')).code).toBe(0);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const ask = (data: string) => run(data, 'ask', 'May hats be returned?', '--bot', 'shop');

test('what is kept while the database is open answers the same question in an empty folder', async () => {
  const before = await ask('here');
  {
    await using _open = await openContext(loadConfig(envOf('here')), overrides);
    expect(await run('here', 'backup', file)).toMatchObject({ code: 0, stdout: `${file}\n` });
  }
  expect((await stat(file)).mode & 0o077).toBe(0);
  expect(await run('there', 'restore', file)).toMatchObject({ code: 0 });
  const after = await ask('there');
  expect(before.stdout).not.toBe('');
  expect(after.stdout).toBe(before.stdout);
});

test('encrypted with a key, it opens with that key alone', async () => {
  expect(await runWith('seven copper kettles', 'here', 'backup', file)).toMatchObject({ code: 0 });
  expect((await readFile(file)).includes('SQLite format')).toBe(false);
  const refusals = [
    await run('there', 'restore', file),
    await runWith('seven copper pots', 'there', 'restore', file),
  ];
  expect(refusals.map(({ code }) => code)).toEqual([1, 1]);
  expect(refusals[0]?.stderr).toContain('encrypted');
  expect(refusals[1]?.stderr).toContain('does not open this backup');
  expect(await readdir(join(folder, 'there'))).toEqual([]);
  expect(await runWith('seven copper kettles', 'there', 'restore', file)).toMatchObject({ code: 0 });
});

test('nothing that is there is written over', async () => {
  await run('here', 'backup', file);
  const kept = await readFile(file);
  expect(await run('here', 'backup', file)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('not written over'),
  });
  expect(await run('here', 'restore', file)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('not written over'),
  });
  expect(await readFile(file)).toEqual(kept);
});

test('what an earlier database left beside the place is not mixed into the one that is restored', async () => {
  await run('here', 'backup', file);
  await mkdir(join(folder, 'there'));
  const log = join(folder, 'there', 'foyer.db-wal');
  await writeFile(log, 'written after the backup');
  expect(await run('there', 'restore', file)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('would be mixed into'),
  });
  expect(await readdir(join(folder, 'there'))).toEqual(['foyer.db-wal']);
  await rm(log);
  expect(await run('there', 'restore', file)).toMatchObject({ code: 0 });
});

test('a damaged or foreign file, or none, is refused in a sentence and leaves nothing behind', async () => {
  await run('here', 'backup', file);
  const foreign = join(folder, 'foreign.db');
  await writeFile(foreign, 'SQLite format 3\0 but not really');
  await truncate(file, 20_000);
  for (const wrong of [file, foreign]) {
    expect(await run('there', 'restore', wrong)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no backup of Foyer, or it is damaged'),
    });
  }
  expect((await run('there', 'restore', join(folder, 'none.db'))).stderr).toContain('There is no file');
  expect(await readdir(join(folder, 'there'))).toEqual([]);
  expect((await run('empty', 'backup', join(folder, 'x.db'))).stderr).toContain('nothing to keep');
  expect(existsSync(join(folder, 'x.db'))).toBe(false);
});
