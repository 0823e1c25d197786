import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listAudit } from '../../../server/audit/index.ts';
import { updateBotSettings } from '../../../server/bots/index.ts';
import type { BotImport } from '../../../server/contract/index.ts';
import { runJobs } from '../../../server/jobs/index.ts';
import { IMPORT_JOB, importBotJob } from '../../../server/whole-bots/index.ts';
import { describeApps, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
import { changedFile } from '../../support/bot-file.ts';
import { unzip } from '../../support/unzip.ts';

const WEBHOOK = 'https://hooks.example/services/T0/secret-token';

type Manifest = {
  bot: { name: string };
  leftOut: string[];
  contents: Record<string, number>;
  entries: { path: string; bytes: number; sha256: string }[];
};

describeApps('a bot as a file', (open) => {
  let testApp: TestApp;
  let key: string;
  const admin = (path: string, body?: unknown, as = key) =>
    testApp.request(`/api/admin/bots/${path}`, { key: as, ...(body !== undefined && { body }) });
  const take = async (query = '') => unzip(await (await admin(`${TEST_BOT_ID}/file${query}`)).bytes());
  const lines = (files: Map<string, Buffer>, path: string) =>
    (files.get(path)?.toString() ?? '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const manifestOf = (files: Map<string, Buffer>) =>
    JSON.parse(files.get('manifest.json')?.toString() ?? '') as Manifest;

  beforeAll(async () => {
    testApp = await open();
    key = await testApp.keyOf('admin');
    await admin(`${TEST_BOT_ID}/approved-answers`, {
      question: 'Who are you?',
      paraphrases: ['What are you?'],
      answer: 'A test.',
      owner: 'Ada',
    });
    await admin(`${TEST_BOT_ID}/lessons`, { question: 'Do you ship to Mars?', answer: 'Not yet.' });
    await admin(`${TEST_BOT_ID}/test-questions`, { question: 'Is the moon open?', answerable: false });
  });
  afterAll(() => testApp[Symbol.asyncDispose]());

  describe('taken away', () => {
    test('it holds what the bot is, with a manifest that every entry keeps to', async () => {
      const response = await admin(`${TEST_BOT_ID}/file`);
      expect(response.headers.get('content-disposition')).toMatch(/filename="shop-[\d-]+\.foyer-bot\.zip"/);
      const files = await unzip(await response.bytes());
      const manifest = manifestOf(files);
      const told = manifest.entries.map(({ path }) => path);
      expect([...files.keys()]).toEqual([...told, 'manifest.json']);
      for (const { path, bytes, sha256 } of manifest.entries) {
        const content = files.get(path) ?? Buffer.alloc(0);
        expect(`${path} ${content.length}`).toBe(`${path} ${bytes}`);
        expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
      }
      expect(manifest.contents).toMatchObject({ documents: 2, approvedAnswers: 1, lessons: 1, tests: 1 });
      const [delivery] = lines(files, 'documents.jsonl');
      expect(delivery).toMatchObject({ name: 'delivery.md', state: 'ready', enabled: true });
      expect(files.get(String(delivery?.['file']))?.toString()).toContain('three working days');
      const [passage] = lines(files, String(delivery?.['passages']));
      expect(passage).toMatchObject({ enabled: true, text: expect.stringContaining('three working days') });
      expect(lines(files, 'approved-answers.jsonl')).toEqual([
        expect.objectContaining({ paraphrases: ['What are you?'], owner: 'Ada' }),
      ]);
      expect(lines(files, 'lessons.jsonl')).toEqual([expect.objectContaining({ state: 'draft' })]);
    });

    test('the record says so', async () => {
      await take();
      const [entry] = await listAudit(testApp.context.store, { limit: 1 });
      expect(entry).toMatchObject({ verb: 'exportBot', subject: `bot:${TEST_BOT_ID}` });
    });

    test('what visitors said and what opens doors is not in it', async () => {
      const message = { role: 'user', content: 'My canary is Fledermaus.' };
      await (await testApp.request('/api/chat', { body: { botId: TEST_BOT_ID, message } })).text();
      await updateBotSettings(testApp.context, {
        actor: 'system:test',
        botId: TEST_BOT_ID,
        changes: { handoff: { ...testApp.bot.settings.handoff, webhookUrl: WEBHOOK } },
      });
      const files = await take();
      const all = [...files.values()].map((content) => content.toString()).join('\n');
      for (const secret of ['Fledermaus', 'secret-token', key]) expect(all).not.toContain(secret);
      expect(manifestOf(files).leftOut.join()).toContain('webhook');
    });

    test('who only edits may not take it, and there is none of a bot that is not there', async () => {
      for (const role of ['staff', 'reader', 'integrator'] as const) {
        const refused = await admin(`${TEST_BOT_ID}/file`, undefined, await testApp.keyOf(role));
        expect(refused.status).toBe(403);
      }
      expect((await admin('nobody/file')).status).toBe(404);
    });
  });

  describe('brought back', () => {
    const bring = (body: Uint8Array, query = '', as = key) =>
      testApp.app.request(`/api/admin/bots/import${query}`, {
        method: 'POST',
        body: new Uint8Array(body),
        headers: { authorization: `Bearer ${as}`, 'content-type': 'application/zip' },
      });
    const look = async (id: string) =>
      (await (await testApp.request(`/api/admin/bot-imports/${id}`, { key })).json()) as BotImport;
    const ended = async (id: string) => {
      await expect.poll(async () => (await look(id)).state, { timeout: 30_000 }).toMatch(/done|failed/);
      return look(id);
    };
    const kept = () => readdir(join(testApp.dataDir, 'bot-files'));
    const wholeFile = async () => (await admin(`${TEST_BOT_ID}/file`)).bytes();

    test('it is a new bot once its import is done, and the file is gone', async () => {
      await using _worker = runJobs(testApp.context, { [IMPORT_JOB]: importBotJob(testApp.context) });
      const response = await bring(await wholeFile(), '?name=Second%20shop');
      expect(response.status).toBe(202);
      const begun = (await response.json()) as BotImport;
      expect(begun).toMatchObject({ name: 'Second shop', error: null });
      expect(await ended(begun.id)).toMatchObject({ state: 'done' });
      expect(await (await admin(begun.botId)).json()).toMatchObject({ name: 'Second shop' });
      const contents = await (await admin(`${begun.botId}/contents`)).json();
      expect(contents).toMatchObject({
        documents: 2,
        approvedAnswers: 1,
        lessons: 1,
        tests: 1,
        conversations: 0,
      });
      const message = { role: 'user', content: 'How long does delivery take?' };
      const said = await testApp.request('/api/chat', { body: { botId: begun.botId, message } });
      expect(await said.text()).toContain('three working days');
      expect(await kept()).toEqual([]);
      const list = await (await testApp.request('/api/admin/bot-imports', { key })).json();
      expect(list).toMatchObject({ imports: [{ id: begun.id }] });
    });

    test('what is no bot is refused at once, what is wrong inside by the import, in words', async () => {
      const refused = await bring(Buffer.from('no archive'));
      expect(refused.status).toBe(400);
      expect(await refused.text()).toContain('cannot be opened as a ZIP archive');
      expect(await kept()).toEqual([]);
      await using _worker = runJobs(testApp.context, { [IMPORT_JOB]: importBotJob(testApp.context) });
      const wrong = await changedFile(await wholeFile(), (entries) => {
        entries.set('lessons.jsonl', Buffer.from('{}'));
      });
      const { id, botId } = (await (await bring(wrong)).json()) as BotImport;
      const failed = await ended(id);
      expect(failed).toMatchObject({ state: 'failed', error: { code: 'bad_request' } });
      expect(failed.error?.message).toContain('lessons.jsonl, line 1:');
      expect((await admin(botId)).status).toBe(404);
      expect(await kept()).toEqual([]);
    });

    test('only so many at once', async () => {
      const file = await wholeFile();
      const begun = [];
      for (let count = 0; count < 4; count += 1) begun.push((await (await bring(file)).json()) as BotImport);
      const more = await bring(file);
      expect(more.status).toBe(409);
      expect(await kept()).toHaveLength(4);
      await using _worker = runJobs(testApp.context, { [IMPORT_JOB]: importBotJob(testApp.context) });
      for (const { id } of begun) expect(await ended(id)).toMatchObject({ state: 'done' });
      const names = await Promise.all(
        begun.map(async ({ botId }) => ((await (await admin(botId)).json()) as { name: string }).name),
      );
      expect(new Set(names).size).toBe(4);
    });

    test('who may not make bots may neither bring one nor look', async () => {
      for (const as of [await testApp.keyOf('staff'), await testApp.keyOf('admin', TEST_BOT_ID)]) {
        expect((await bring(Buffer.from('x'), '', as)).status).toBe(403);
        expect((await testApp.request('/api/admin/bot-imports', { key: as })).status).toBe(403);
      }
    });
  });
});
