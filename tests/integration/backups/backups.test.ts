import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listAudit } from '../../../server/audit/index.ts';
import { backupJobs, getBackups, runNightlyClock } from '../../../server/backups/index.ts';
import type { BackupRun, BackupsBody } from '../../../server/contract/index.ts';
import { runJobs } from '../../../server/jobs/index.ts';
import { serve } from '../../../server/serve.ts';
import { openStore, restoreDatabase } from '../../../server/store/index.ts';
import { createTestApp, describeApps, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
import { handClock } from '../../support/clock.ts';
import { addPerson, type TestBrowserSession } from '../../support/people.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Two in the afternoon where the server stands. */
const AFTERNOON = new Date(2026, 10, 29, 14).getTime();

let testApp: TestApp;
let folder: string;
let clock: ReturnType<typeof handClock>;
let admin: TestBrowserSession;

const BACKUPS = '/api/admin/backups';
const look = async () => (await (await admin.request(BACKUPS)).json()) as BackupsBody;
const press = (as = admin) => as.request(BACKUPS, { method: 'POST' });
const work = () => runJobs(testApp.context, backupJobs(testApp.context), { pollMs: 20, firstPauseMs: 10 });
const measured = async () => await (await testApp.request('/metrics')).text();
const LAST = 'foyer_backup_last_success_timestamp_seconds';
const files = async () => (await readdir(folder)).sort();

async function made(count: number): Promise<BackupsBody> {
  await expect.poll(async () => (await look()).kept.length, { timeout: 60_000 }).toBe(count);
  await expect.poll(async () => (await look()).running, { timeout: 60_000 }).toBe(null);
  return look();
}

async function ended(): Promise<BackupsBody> {
  await expect.poll(async () => (await look()).running, { timeout: 60_000 }).toBe(null);
  return look();
}

beforeEach(async () => {
  clock = handClock(AFTERNOON);
  testApp = await createTestApp({ overrides: { clock } });
  folder = testApp.context.config.backups.folder;
  admin = await addPerson(testApp, 'admin');
});
afterEach(() => testApp[Symbol.asyncDispose]());

describe('by hand', () => {
  test('it is made while the server runs, kept for its owner alone, and an empty folder begun with it knows the same', async () => {
    await using _worker = work();
    const response = await press();
    expect(response.status).toBe(202);
    const begun = (await response.json()) as BackupRun;
    expect(begun).toMatchObject({ reason: 'hand', error: null });
    const { kept, last } = await made(1);
    expect(last).toMatchObject({ id: begun.id, state: 'done' });
    expect(kept).toMatchObject([{ name: begun.name, madeAt: AFTERNOON, reason: 'hand' }]);
    const { size, mode } = await stat(join(folder, begun.name));
    expect(kept[0]?.bytes).toBe(size);
    expect(mode & 0o077).toBe(0);
    expect((await stat(folder)).mode & 0o077).toBe(0);

    const there = join(testApp.dataDir, 'restored');
    await restoreDatabase({ dataDir: there, file: join(folder, begun.name) });
    await using store = await openStore({ dataDir: there, log: testApp.context.log });
    const documents = await store.db.selectFrom('documents').select('name').orderBy('name').execute();
    expect(documents.map(({ name }) => name)).toEqual(['delivery.md', 'returns.md']);
    const job = await store.db.selectFrom('jobs').select('state').where('id', '=', begun.id).execute();
    expect(job).toEqual([{ state: 'done' }]);
  });

  test('pressing twice makes one; the seventh within an hour is refused in a sentence', async () => {
    const [first, second] = [await (await press()).json(), await (await press()).json()];
    expect(second).toMatchObject({ id: (first as BackupRun).id });
    await using _worker = work();
    await made(1);
    for (let count = 2; count <= 6; count++) {
      clock.advance(60_000);
      expect((await press()).status).toBe(202);
      await ended();
    }
    clock.advance(60_000);
    const refused = await press();
    expect(refused.status).toBe(429);
    expect(await refused.text()).toContain('Wait 54 minutes');
    expect((await look()).running).toBe(null);
    clock.advance(HOUR_MS);
    expect((await press()).status).toBe(202);
    expect(await files()).toHaveLength(3);
  });

  test('a failed one is told in words and counted, and leaves those that are there', async () => {
    expect(await measured()).toContain(`\n${LAST} 0\n`);
    expect(await measured()).toContain('\nfoyer_backup_failures_total 0\n');
    {
      await using _worker = work();
      await press();
      await made(1);
    }
    const [kept = ''] = await files();
    const { context } = testApp;
    const wrong = join(testApp.dataDir, 'a-file');
    await writeFile(wrong, '');
    const config = { ...context.config, backups: { ...context.config.backups, folder: join(wrong, 'in') } };
    await using _broken = runJobs(context, backupJobs({ ...context, config }), { pollMs: 20 });
    clock.advance(60_000);
    await press();
    const { last } = await ended();
    expect((await getBackups({ ...context, config })).problem).toMatch(
      /cannot be read: a part of its path is a file, not a folder\.$/,
    );
    expect(last).toMatchObject({ state: 'failed', error: { code: 'storage_failed' } });
    expect(last?.error?.message).toContain('FOYER_BACKUP_FOLDER');
    expect(await files()).toEqual([kept]);
    expect(await measured()).toContain(`\n${LAST} ${AFTERNOON / 1000}\n`);
    expect(await measured()).toContain('\nfoyer_backup_failures_total 1\n');
    const message = { role: 'user', content: 'How long does delivery take?' };
    const said = await testApp.request('/api/chat', { body: { botId: TEST_BOT_ID, message } });
    expect(await said.text()).toContain('"status":"complete"');
  });

  test('a server that is stopped meanwhile makes it when it is back', async () => {
    const { name } = (await (await press()).json()) as BackupRun;
    {
      await using _stopped = work();
      await expect.poll(async () => (await look()).running?.state).toBe('running');
    }
    expect(await files()).toEqual([]);
    expect((await look()).running).toMatchObject({ state: 'waiting', error: null });
    await using _back = work();
    await made(1);
    expect(await files()).toEqual([name]);
  });

  test('what a killed server left half-written is swept up; what is no backup of ours is left alone', async () => {
    await mkdir(folder);
    const half = '.foyer-20261128-030000-night.db.tmp_abc';
    for (const name of [half, 'letters.db', 'foyer-monday.db']) await writeFile(join(folder, name), 'x');
    await using _worker = work();
    const { name } = (await (await press()).json()) as BackupRun;
    await made(1);
    expect(await files()).toEqual([name, 'foyer-monday.db', 'letters.db']);
  });
});

describe('every night', () => {
  const nights = () => runNightlyClock(testApp.context, 20);

  test('one is made once its hour has come, and no second', async () => {
    await using _worker = work();
    await using _clock = nights();
    const { nextAt } = await look();
    expect(nextAt).toBe(new Date(2026, 10, 30, 3).getTime());
    clock.advance(12 * HOUR_MS);
    expect((await look()).running).toBe(null);
    clock.advance(2 * HOUR_MS);
    const { kept } = await made(1);
    expect(kept).toMatchObject([{ reason: 'night' }]);
    clock.advance(12 * HOUR_MS);
    await press();
    expect((await made(2)).kept.map(({ reason }) => reason)).toEqual(['hand', 'night']);
    const jobs = await testApp.context.store.db.selectFrom('jobs').select('kind').execute();
    expect(jobs.filter(({ kind }) => kind === 'backup-by-night')).toHaveLength(1);
  });

  test('so many are kept, of the nights and of those by hand apart; the oldest goes when a newer is whole', async () => {
    await using _worker = work();
    await press();
    await made(1);
    await using _clock = nights();
    for (let night = 1; night <= 3; night++) {
      clock.advance(DAY_MS);
      await made(1 + night);
    }
    const [oldest] = (await look()).kept.filter(({ reason }) => reason === 'night').slice(-1);
    clock.advance(DAY_MS);
    await expect
      .poll(async () => (await files()).includes(oldest?.name ?? ''), { timeout: 60_000 })
      .toBe(false);
    const { kept } = await ended();
    expect(kept.map(({ reason }) => reason)).toEqual(['night', 'night', 'night', 'hand']);
  });

  test('a night that was missed is made up for at the start', async () => {
    clock.advance(3 * DAY_MS);
    await using _worker = work();
    await using _clock = nights();
    expect((await made(1)).last).toMatchObject({ reason: 'night', state: 'done' });
  });

  test('switched off, none is made', async () => {
    const { context } = testApp;
    const config = { ...context.config, backups: { ...context.config.backups, hour: undefined } };
    clock.advance(2 * DAY_MS);
    await runNightlyClock({ ...context, config })[Symbol.asyncDispose]();
    expect((await look()).running).toBe(null);
    await runNightlyClock(context)[Symbol.asyncDispose]();
    expect((await look()).running).toMatchObject({ reason: 'night', state: 'waiting' });
  });
});

describe('encrypted', () => {
  const KEY = 'seven copper kettles';

  async function sealed(key: string): Promise<{ file: string; dataDir: string }> {
    await testApp[Symbol.asyncDispose]();
    testApp = await createTestApp({ overrides: { clock }, backups: { key } });
    admin = await addPerson(testApp, 'admin');
    folder = testApp.context.config.backups.folder;
    await using _worker = work();
    await press();
    const [backup] = (await made(1)).kept;
    expect(backup?.name).toMatch(/-hand\.db\.age$/);
    return { file: join(folder, backup?.name ?? ''), dataDir: testApp.dataDir };
  }

  async function documentsIn(dataDir: string): Promise<string[]> {
    await using store = await openStore({ dataDir, log: testApp.context.log });
    const rows = await store.db.selectFrom('documents').select('name').orderBy('name').execute();
    return rows.map(({ name }) => name);
  }

  test('nobody reads it without the key, and restoring says so; with the key everything is there', async () => {
    const { file, dataDir } = await sealed(KEY);
    const bytes = await readFile(file);
    expect(bytes.subarray(0, 21).toString()).toBe('age-encryption.org/v1');
    for (const word of ['SQLite format', 'three working days']) expect(bytes.includes(word)).toBe(false);
    const hidden = [...(await readdir(dataDir)), ...(await files())].filter((name) => name.startsWith('.'));
    expect(hidden).toEqual([]);
    const there = join(dataDir, 'restored');
    const restore = (key?: string) => restoreDatabase({ dataDir: there, file, key });
    await expect(restore()).rejects.toThrow('This backup is encrypted');
    await expect(restore('seven copper pots')).rejects.toThrow('does not open this backup');
    await writeFile(`${file}.cut`, bytes.subarray(0, bytes.length - 9));
    const cut = restoreDatabase({ dataDir: there, file: `${file}.cut`, key: KEY });
    await expect(cut).rejects.toThrow('the file is damaged');
    expect(await readdir(there)).toEqual([]);
    await restore(KEY);
    expect(await documentsIn(there)).toEqual(['delivery.md', 'returns.md']);
  });

  test('a recipient with a slip stops the start, not the backups of the nights', async () => {
    const recipient = await identityToRecipient(await generateX25519Identity());
    const slip = recipient.replace(/.$/, (last) => (last === 'q' ? 'p' : 'q'));
    await using app = await createTestApp({ backups: { key: slip } });
    await expect(serve(app.context)).rejects.toThrow('FOYER_BACKUP_KEY');
  });

  test('for a recipient the server needs no secret; its identity opens it', async () => {
    const identity = await generateX25519Identity();
    const { file, dataDir } = await sealed(await identityToRecipient(identity));
    const there = join(dataDir, 'restored');
    await restoreDatabase({ dataDir: there, file, key: identity });
    expect(await documentsIn(there)).toEqual(['delivery.md', 'returns.md']);
  });
});

describe('taken away', () => {
  test('by owners, byte for byte, and the record says so; by nobody else', async () => {
    const owner = await addPerson(testApp, 'owner');
    await using _worker = work();
    await press();
    const [backup] = (await made(1)).kept;
    const path = `${BACKUPS}/${backup?.name}/file`;
    const response = await owner.request(path);
    expect(response.headers.get('content-disposition')).toContain(`filename="${backup?.name}"`);
    expect(Number(response.headers.get('content-length'))).toBe(backup?.bytes);
    const taken = await response.bytes();
    expect(Buffer.from(taken).equals(await readFile(join(folder, backup?.name ?? '')))).toBe(true);
    const [entry] = await listAudit(testApp.context.store, { limit: 1 });
    expect(entry).toMatchObject({ verb: 'takeBackup', subject: `backup:${backup?.name}` });
    expect((await admin.request(path)).status).toBe(403);
    const key = await testApp.keyOf('admin');
    expect((await testApp.request(path, { key })).status).toBe(403);
    await rm(join(folder, backup?.name ?? ''));
    expect((await owner.request(path)).status).toBe(404);
  });

  test('nothing but a backup: no other file, no way out of the folder', async () => {
    const owner = await addPerson(testApp, 'owner');
    await mkdir(folder);
    await writeFile(join(folder, 'letters.db'), 'x');
    const names = [
      'letters.db',
      '..%2Ffoyer.db',
      '..%2Fsecret-key',
      '%2Fetc%2Fpasswd',
      'foyer-20261129-140000-hand.db',
    ];
    for (const name of names) {
      expect((await owner.request(`${BACKUPS}/${name}/file`)).status).toBe(404);
    }
  });
});

test('who may not manage the house neither sees nor makes backups', async () => {
  for (const role of ['editor', 'agent', 'viewer'] as const) {
    const person = await addPerson(testApp, role);
    expect((await press(person)).status).toBe(403);
    expect((await person.request(BACKUPS)).status).toBe(403);
  }
  const bound = await testApp.keyOf('admin', TEST_BOT_ID);
  expect((await testApp.request(BACKUPS, { key: bound, method: 'POST' })).status).toBe(403);
});

describeApps('backups of the engine', (open) => {
  test('with PostgreSQL the page says whose they are, and none is made', async () => {
    await using app = await open();
    const key = await app.keyOf('admin');
    const body = (await (await app.request(BACKUPS, { key })).json()) as BackupsBody;
    const pressed = await app.request(BACKUPS, { key, method: 'POST' });
    if (app.context.store.dialect === 'sqlite') {
      expect(pressed.status).toBe(202);
      return;
    }
    expect(body).toMatchObject({ engine: 'postgres', kept: [], nextAt: null });
    expect(await (await app.request('/metrics')).text()).not.toContain('foyer_backup');
    expect(pressed.status).toBe(400);
    expect(await pressed.text()).toContain('pg_dump');
  });
});
