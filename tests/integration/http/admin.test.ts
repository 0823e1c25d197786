import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AskReply, Document } from '../../../server/contract/index.ts';
import { describeApps, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
import { formOf } from '../../support/form-of.ts';
import { readEvents } from '../../support/read-stream.ts';

describeApps('the staff interface', (open) => {
  let testApp: TestApp;
  let key: string;
  const base = `/api/admin/bots/${TEST_BOT_ID}`;

  beforeAll(async () => {
    testApp = await open({ script: 'Repairs take ten working days.' });
    key = await testApp.keyOf('admin');
  });
  afterAll(() => testApp[Symbol.asyncDispose]());

  async function upload(files: Record<string, string>): Promise<Response> {
    return await testApp.request(`${base}/documents`, { key, body: formOf(files) });
  }

  async function documents(): Promise<Document[]> {
    const response = await testApp.request(`${base}/documents`, { key });
    return ((await response.json()) as { documents: Document[] }).documents;
  }

  async function ask(question: string): Promise<AskReply> {
    const response = await testApp.request(`${base}/ask`, { key, body: { question } });
    expect(response.status).toBe(200);
    return (await response.json()) as AskReply;
  }

  describe('documents', () => {
    test('uploaded, told of as they are read, and found by the next question', async () => {
      const text = '# Repairs\n\nRepairs take ten working days.\n';
      const { events } = await readEvents(
        await upload({ 'repairs.md': text, 'broken.pdf': 'no PDF at all' }),
      );
      expect(events).toContainEqual(expect.objectContaining({ type: 'document-ready', name: 'repairs.md' }));
      expect(events.at(-1)).toMatchObject({ type: 'finished', ready: expect.any(Number) });
      const reply = await ask('How long do repairs take?');
      expect(reply.text).toContain('ten working days');
      expect(reply.sources[0]?.titlePath[0]).toBe('Repairs');
      expect(reply.passport.found[0]).toMatchObject({ used: true });
    });

    test('one upload alone, switched off and on again, deleted', async () => {
      await readEvents(
        await upload({ 'gifts.md': '# Gift cards\n\nGift cards are valid for three years.\n' }),
      );
      const { id } = (await documents()).find((each) => each.name === 'gifts.md') ?? { id: '' };
      const found = async () => {
        const { passport } = await ask('How long are gift cards valid?');
        return passport.found.some((each) => each.documentId === id);
      };
      expect(await found()).toBe(true);
      const change = (enabled: boolean) =>
        testApp.request(`${base}/documents/${id}`, { key, method: 'PATCH', body: { enabled } });
      expect((await change(false)).status).toBe(200);
      expect(await found()).toBe(false);
      expect(await (await change(true)).json()).toMatchObject({ enabled: true });
      expect(await found()).toBe(true);
      const bounds = { validFrom: null, validUntil: 1_000 };
      const bounded = await testApp.request(`${base}/documents/${id}`, {
        key,
        method: 'PATCH',
        body: bounds,
      });
      expect(await bounded.json()).toMatchObject({ validUntil: 1_000 });
      const retried = await testApp.request(`${base}/documents/${id}/retry`, { key, method: 'POST' });
      expect(await retried.json()).toMatchObject({ id, state: 'ready' });
      const removed = await testApp.request(`${base}/documents/${id}`, { key, method: 'DELETE' });
      expect(removed.status).toBe(204);
      expect(await found()).toBe(false);
      expect((await testApp.request(`${base}/documents/${id}`, { key })).status).toBe(404);
    });

    test('a name is a label and never a path', async () => {
      await readEvents(await upload({ '../../etc/passwd.md': '# Names\n\nOnly a label.\n' }));
      expect((await documents()).map((each) => each.name)).toContain('passwd.md');
    });

    test('an upload without files is refused', async () => {
      const body = new FormData();
      body.append('other', 'x');
      const response = await testApp.request(`${base}/documents`, { key, body });
      expect(response.status).toBe(400);
    });
  });

  describe('why this answer', () => {
    test('a turn opens by its id, for its own bot only', async () => {
      const { turnId, passport } = await ask('How long do repairs take?');
      const turn = await testApp.request(`${base}/turns/${turnId}`, { key });
      expect(await turn.json()).toMatchObject({
        id: turnId,
        botId: TEST_BOT_ID,
        passport: { kind: passport.kind },
      });
      expect((await testApp.request(`/api/admin/bots/another/turns/${turnId}`, { key })).status).toBe(404);
    });
  });

  describe('bots', () => {
    const settings = { organisation: 'Museum', greeting: 'Hi', refusal: 'No.', handoffMessage: 'Yes.' };

    test('made, read by visitors, changed field by field', async () => {
      const made = await testApp.request('/api/admin/bots', {
        key,
        body: { id: 'museum', name: 'Ada', settings },
      });
      expect(made.status).toBe(201);
      const change = { settings: { greeting: 'Welcome' }, expectedVersion: 1 };
      const changed = await testApp.request('/api/admin/bots/museum', { key, method: 'PATCH', body: change });
      expect(await changed.json()).toMatchObject({
        settingsVersion: 2,
        settings: { greeting: 'Welcome', refusal: 'No.' },
      });
      const stale = await testApp.request('/api/admin/bots/museum', { key, method: 'PATCH', body: change });
      expect(stale.status).toBe(409);
      const seen = await testApp.request('/api/bots/museum/public');
      const visible = (await seen.json()) as { greeting: string; disclosure: string };
      expect(visible.greeting).toBe('Welcome');
      expect(visible.disclosure).toContain('AI assistant of Museum');
      expect(visible).not.toHaveProperty('settings');
    });

    test('its language is changed; what staff add to the disclosure stands after it, not in its place', async () => {
      const body = {
        language: 'de',
        settings: { disclosure: 'Conversations are kept for 30 days.' },
      };
      const changed = await testApp.request('/api/admin/bots/museum', { key, method: 'PATCH', body });
      expect(await changed.json()).toMatchObject({ language: 'de', settings: body.settings });
      const seen = await (await testApp.request('/api/bots/museum/public')).json();
      expect(seen).toMatchObject({ locale: 'de', disclosureNote: 'Conversations are kept for 30 days.' });
      expect(seen.disclosure).toMatch(/^You are talking to an AI assistant .* kept for 30 days\.$/);
    });

    test('a field that nobody knows is refused', async () => {
      const body = { name: 'x', settings: { ...settings, admin: true } };
      expect((await testApp.request('/api/admin/bots', { key, body })).status).toBe(400);
    });
  });
});
