import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { createLog } from '../../../server/base/index.ts';
import { sweepCopies } from '../../../server/store/index.ts';
import { runSweeps } from '../../../server/sweep-leftovers.ts';
import { sweepVersionFolders } from '../../../server/tuning/index.ts';
import { sweepArriving, sweepReceivedFiles } from '../../../server/whole-bots/index.ts';
import { addTestBot, TEST_BOT_ID as botId, createTestApp, describeApps } from '../../support/app.ts';
import { insertBotWithPassages } from '../../support/rows.ts';

const DAYS_AGO = Date.now() - 3 * 24 * 3_600_000;

/** A file or a folder as a process left it that was killed days ago. */
async function leave(path: string, { isFolder = false } = {}): Promise<void> {
  await mkdir(isFolder ? path : join(path, '..'), { recursive: true });
  if (!isFolder) await writeFile(path, 'left');
  await utimes(path, DAYS_AGO / 1000, DAYS_AGO / 1000);
}

describeApps('what a crash leaves', (open) => {
  test('of an import goes, bot and file; one that goes on stays', async () => {
    await using app = await open();
    const { context, dataDir } = app;
    for (const [id, since] of [
      ['bot_left', DAYS_AGO],
      ['bot_arriving', Date.now()],
    ] as const) {
      await insertBotWithPassages(context.store, id, [{ id: `${id}-psg`, text: 'Half a bot.' }]);
      await context.store.db
        .updateTable('bots')
        .set({ arriving_since: since })
        .where('id', '=', id)
        .execute();
    }
    const files = join(dataDir, 'bot-files');
    await leave(join(files, 'bot_left.zip'));
    await writeFile(join(files, 'bot_arriving.zip'), 'arrives');
    await sweepArriving(context);
    await sweepReceivedFiles(context);
    const bots = await context.store.db.selectFrom('bots').select('id').orderBy('id').execute();
    expect(bots.map(({ id }) => id)).toEqual(['bot_arriving', botId]);
    const left = context.store.db.selectFrom('passages').select('id').where('bot_id', '=', 'bot_left');
    expect(await left.execute()).toEqual([]);
    expect(await readdir(files)).toEqual(['bot_arriving.zip']);
  });
});

test('of a bot that is deleted goes, its index and its versions; those of others stay', async () => {
  await using app = await createTestApp();
  const { context, dataDir } = app;
  await addTestBot(context, 'gone');
  const indexes = join(dataDir, 'index');
  expect(await readdir(indexes)).toEqual(['gone', botId]);
  // The server died before it came to the files.
  await context.store.db.deleteFrom('passages').where('bot_id', '=', 'gone').execute();
  await context.store.db.deleteFrom('bots').where('id', '=', 'gone').execute();
  await context.index.sweep();
  expect(await readdir(indexes)).toEqual([botId]);

  const versions = join(dataDir, 'versions');
  await leave(join(versions, 'ver_gone'), { isFolder: true });
  await mkdir(join(versions, 'ver_merging'));
  await sweepVersionFolders(context.versions);
  expect(await readdir(versions)).toEqual(['ver_merging']);
});

test('of copies of the database goes, plain as they are', async () => {
  await using app = await createTestApp();
  const { context, dataDir } = app;
  const left = `.before.db.age.tmp_${'0'.repeat(25)}`;
  await leave(join(dataDir, left));
  await leave(join(dataDir, `${left}-journal`));
  await writeFile(join(dataDir, `.now.db.tmp_${'1'.repeat(25)}`), 'being made');
  const before = await readdir(dataDir);
  await sweepCopies(context.config.storage);
  const gone = before.filter((name) => name.startsWith(left));
  expect(gone).toHaveLength(2);
  expect(await readdir(dataDir)).toEqual(before.filter((name) => !gone.includes(name)));
});

test('of one kind that cannot be taken away keeps no other, and is told', async () => {
  const lines: string[] = [];
  const log = createLog({ level: 'error', write: (line) => lines.push(line) });
  await using app = await createTestApp({ overrides: { log } });
  const { context, dataDir } = app;
  await writeFile(join(dataDir, 'bot-files'), 'in the way of the folder');
  const left = join(dataDir, `.before.db.age.tmp_${'0'.repeat(25)}`);
  await leave(left);
  await using _sweeps = runSweeps(context);
  await expect.poll(() => readdir(dataDir)).not.toContain(basename(left));
  await expect.poll(() => lines).toHaveLength(1);
  const [line] = lines.map((told) => JSON.parse(told));
  expect(line).toMatchObject({ event: 'leftovers-not-swept', left: 'bot files that no import waits for' });
  expect(line.error.message).toContain('ENOTDIR');
});
