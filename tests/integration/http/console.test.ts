import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  ApiKeyBody,
  AskReply,
  Conversation,
  ConversationList,
  Overview,
  PassageList,
  SearchResultBody,
} from '../../../server/contract/index.ts';
import { SESSION_HEADER } from '../../../server/contract/index.ts';
import { addTestBot, describeApps, TEST_BOT_ID, type TestApp } from '../../support/app.ts';

describeApps('what the console asks', (open) => {
  let testApp: TestApp;
  let key: string;
  const base = `/api/admin/bots/${TEST_BOT_ID}`;

  beforeAll(async () => {
    testApp = await open({ script: 'Standard delivery takes three working days.' });
    await addTestBot(testApp.context, 'other');
    key = await testApp.keyOf('admin');
  });
  afterAll(() => testApp[Symbol.asyncDispose]());

  async function read<T>(path: string, options: { method?: string; body?: unknown } = {}): Promise<T> {
    const response = await testApp.request(path, { key, ...options });
    expect(`${path} ${response.status}`).toMatch(/ 20[01]$/);
    return (await response.json()) as T;
  }

  /** A visitor's conversation of one or more questions. */
  async function converse(...questions: string[]): Promise<void> {
    let session: string | undefined;
    const id = `conversation${Math.random().toString(36).slice(2)}`;
    for (const text of questions) {
      const response = await testApp.request('/api/chat', {
        body: { id, botId: TEST_BOT_ID, message: { role: 'user', parts: [{ type: 'text', text }] } },
        ...(session === undefined ? {} : { session }),
      });
      expect(response.status).toBe(200);
      session = response.headers.get(SESSION_HEADER) ?? session;
      await response.text();
    }
  }

  describe('conversations', () => {
    beforeAll(async () => {
      await converse('How long does delivery take?', 'Do elephants fly to Saturn?');
      await converse('How long does delivery take?');
      await converse('Hello');
      await converse('I want to talk to a person');
    });

    test('are listed newest first with the outcome of their weightiest reply, and filtered by it', async () => {
      const { conversations } = await read<ConversationList>(`${base}/conversations`);
      expect(
        conversations.map(({ firstQuestion, questions, outcome }) => [firstQuestion, questions, outcome]),
      ).toEqual([
        ['I want to talk to a person', 1, 'handed-over'],
        ['Hello', 1, 'other'],
        ['How long does delivery take?', 1, 'answered'],
        ['How long does delivery take?', 2, 'refused'],
      ]);
      const refused = await read<ConversationList>(`${base}/conversations?outcome=refused`);
      expect(refused.conversations.map(({ id }) => id)).toEqual([conversations[3]?.id]);
      expect(await read<ConversationList>('/api/admin/bots/other/conversations')).toEqual({
        conversations: [],
      });
    });

    test('open with every message and the turn of each reply, but not under another bot', async () => {
      const { conversations } = await read<ConversationList>(`${base}/conversations?outcome=refused`);
      const id = conversations[0]?.id ?? '';
      const { messages } = await read<Conversation>(`${base}/conversations/${id}`);
      expect(messages.map(({ role, metadata }) => [role, metadata.kind])).toEqual([
        ['user', undefined],
        ['assistant', expect.stringMatching(/model|quote/)],
        ['user', undefined],
        ['assistant', 'refusal'],
      ]);
      const turnId = messages[3]?.metadata.turnId ?? '';
      expect(await read(`${base}/turns/${turnId}`)).toMatchObject({ passport: { kind: 'refusal' } });
      const elsewhere = await testApp.request(`/api/admin/bots/other/conversations/${id}`, { key });
      expect(elsewhere.status).toBe(404);
    });

    test('a cursor that is none is refused with a sentence', async () => {
      const response = await testApp.request(`${base}/conversations?before=yesterday`, { key });
      expect(response.status).toBe(400);
    });

    test('are counted in the overview, apart from what staff tried', async () => {
      const before = await read<Overview>(`${base}/overview`);
      expect(before).toMatchObject({
        conversations: 4,
        replies: { answered: 2, refused: 1, handedOver: 1 },
      });
      await read(`${base}/ask`, { body: { question: 'How long does delivery take?' } });
      const after = await read<Overview>(`${base}/overview`);
      expect(after).toEqual({ ...before, tried: before.tried + 1 });
    });
  });

  test('searching shows what would be found, and passages open by the ids of a passport', async () => {
    const found = await read<SearchResultBody>(`${base}/search`, {
      body: { question: 'delivery costs', limit: 1 },
    });
    expect(found.hits).toHaveLength(1);
    expect(found.hits[0]?.titlePath).toEqual(['Delivery']);
    const { passport } = await read<AskReply>(`${base}/ask`, {
      body: { question: 'How long does delivery take?' },
    });
    const ids = passport.found.map(({ passageId }) => passageId);
    const { passages } = await read<PassageList>(`${base}/passages?ids=${[...ids, 'gone'].join(',')}`);
    expect(passages.map(({ id }) => id).sort()).toEqual([...ids].sort());
    const foreign = await read<PassageList>(`/api/admin/bots/other/passages?ids=${ids.join(',')}`);
    expect(foreign.passages).toEqual([]);
  });

  test('a bot is renamed with its settings, unless somebody saved in between', async () => {
    const { settingsVersion } = await read<{ settingsVersion: number }>(base);
    const change = (name: string) =>
      testApp.request(base, {
        key,
        method: 'PATCH',
        body: { name, settings: {}, expectedVersion: settingsVersion },
      });
    expect(await (await change(' Front desk ')).json()).toMatchObject({ name: 'Front desk' });
    expect((await change('Back desk')).status).toBe(409);
    expect(await read(base)).toMatchObject({ name: 'Front desk' });
  });

  test('a key is made, opens what its role may, is listed without its secret, and is revoked', async () => {
    const made = await read<{ id: string; secret: string }>('/api/admin/keys', {
      body: { name: 'Help desk', role: 'reader' },
    });
    const asReader = () => testApp.request(`${base}/documents`, { key: made.secret });
    expect((await asReader()).status).toBe(200);
    const { keys } = await read<{ keys: ApiKeyBody[] }>('/api/admin/keys');
    expect(keys.find(({ id }) => id === made.id)).toMatchObject({ name: 'Help desk', revokedAt: null });
    expect(JSON.stringify(keys)).not.toContain(made.secret);
    const revoked = await testApp.request(`/api/admin/keys/${made.id}`, { key, method: 'DELETE' });
    expect(revoked.status).toBe(204);
    expect((await asReader()).status).toBe(401);
  });
});
