import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listAudit } from '../../../server/audit/index.ts';
import { updateBotSettings } from '../../../server/bots/index.ts';
import { describeApps, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
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
});
