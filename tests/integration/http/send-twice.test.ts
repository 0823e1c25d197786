import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Conversation } from '../../../server/contract/index.ts';
import { describeApps, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
import { readParts } from '../../support/read-stream.ts';

describeApps('a message that a browser or a proxy sends twice', (open) => {
  const session = 'T'.repeat(43);
  let testApp: TestApp;
  beforeAll(async () => {
    testApp = await open();
  });
  afterAll(() => testApp[Symbol.asyncDispose]());

  const send = (id: string, text: string, conversation = 'twice') =>
    testApp.request('/api/chat', {
      session,
      body: { botId: TEST_BOT_ID, id: conversation, message: { id, role: 'user', text } },
    });
  async function questions(conversation = 'twice'): Promise<string[]> {
    const response = await testApp.request(`/api/chat/${conversation}`, { session });
    const { messages } = (await response.json()) as Conversation;
    return messages.flatMap(({ role, parts: [part] }) =>
      role === 'user' && part?.type === 'text' ? [part.text] : [],
    );
  }

  test('is stored once, and the client is told; the same words sent on purpose are another message', async () => {
    await readParts(await send('m1', 'Hello'));
    const second = await send('m1', 'Hello');
    expect(second.status).toBe(409);
    expect(await second.json()).toMatchObject({ error: { code: 'conflict' } });
    expect(await questions()).toEqual(['Hello']);
    await readParts(await send('m2', 'Hello'));
    await readParts(await send('m2', 'Hello there'));
    expect(await questions()).toEqual(['Hello', 'Hello', 'Hello there']);
    await readParts(await send('m1', 'Hello', 'elsewhere'));
    expect(await questions('elsewhere')).toEqual(['Hello']);
  });

  test('is kept once for a person, too', async () => {
    await readParts(await send('m1', 'Hello', 'person'));
    await testApp.request('/api/chat/person/person', { session, body: { botId: TEST_BOT_ID } });
    await readParts(await send('m2', 'Are you there?', 'person'));
    expect((await send('m2', 'Are you there?', 'person')).status).toBe(409);
    expect(await questions('person')).toEqual(['Hello', 'Are you there?']);
  });

  test('a reply asked for again while a person has the conversation adds no question', async () => {
    const again = (text: string) =>
      testApp.request('/api/chat', {
        session,
        body: {
          botId: TEST_BOT_ID,
          id: 'again',
          trigger: 'regenerate-message',
          message: { id: 'x', role: 'user', text },
        },
      });
    await readParts(await send('m1', 'Hello', 'again'));
    await testApp.request('/api/chat/again/person', { session, body: { botId: TEST_BOT_ID } });
    const parts = await readParts(await again('Hello'));
    expect(parts.map(({ type }) => type)).toEqual(['start', 'data-handoff', 'finish']);
    expect(await questions('again')).toEqual(['Hello']);
    await readParts(await again('Hello there'));
    expect(await questions('again')).toEqual(['Hello', 'Hello there']);
  });
});
