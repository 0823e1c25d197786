import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createChatClient, createConversation } from '../../../widget/client/index.ts';
import { createTestApp, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
import { readParts } from '../../support/read-stream.ts';
import {
  memoryStorage,
  openSpoiledChat,
  type Saved,
  type Spoil,
  type SpoiledChat,
} from '../../support/spoiled-chat.ts';

const ANSWER = 'Boots worn outside cannot be returned. [1]';
const QUESTION = 'Can I return boots worn outside?';

let testApp: TestApp;
beforeAll(async () => {
  testApp = await createTestApp({ script: ANSWER });
});
afterAll(() => testApp[Symbol.asyncDispose]());

const openChat = (spoil: Spoil, saved?: Saved) => openSpoiledChat(testApp, spoil, saved);

/** The response's first `bytes`, then a connection that breaks. */
function cut(response: Response, bytes: number): Response {
  let left = bytes;
  const body = response.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        controller.enqueue(chunk.slice(0, left));
        left -= chunk.length;
        if (left <= 0) controller.error(new TypeError('network error'));
      },
    }),
  );
  return new Response(body ?? null, response);
}

const shown = ({ conversation }: SpoiledChat) =>
  conversation.view().messages.map(({ role, text, status }) => ({ role, text, status }));
const WHOLE = [
  { role: 'user', text: QUESTION, status: 'complete' },
  { role: 'assistant', text: ANSWER, status: 'complete' },
];

test('a stream that breaks off after any byte still ends with the whole reply, and the question was sent once', async () => {
  const saved = { session: 'S'.repeat(43), conversationId: 'recorded' };
  const message = { role: 'user', text: QUESTION };
  const body = { botId: TEST_BOT_ID, id: saved.conversationId, message };
  const reply = await (await testApp.request('/api/chat', { body, session: saved.session })).arrayBuffer();
  for (let bytes = 0; bytes < reply.byteLength; bytes += 1) {
    let posts = 0;
    const spoil: Spoil = async (path, reach) => {
      if (path !== '/api/chat') return await reach();
      posts += 1;
      return cut(new Response(reply), bytes);
    };
    const chat = openChat(spoil, saved);
    await chat.conversation.send(QUESTION);
    expect(shown(chat), `cut after ${bytes} bytes`).toEqual(WHOLE);
    expect(posts).toBe(1);
  }
}, 120_000);

test('a response that never comes, though the message arrived, is found again and not sent twice', async () => {
  const chat = openChat(async (path, reach) => {
    const response = await reach();
    if (path === '/api/chat') throw new TypeError('network error');
    return response;
  });
  await chat.conversation.send(QUESTION);
  expect(shown(chat)).toEqual(WHOLE);
  expect(chat.sent()).toBe(1);
});

describe('behind a proxy whose server is started again', () => {
  /** What nginx says then. */
  const badGateway = () => new Response('<h1>502 Bad Gateway</h1>', { status: 502 });

  test('a message that had arrived is found again and not sent twice', async () => {
    const chat = openChat(async (path, reach) => {
      const response = await reach();
      return path === '/api/chat' ? badGateway() : response;
    });
    await chat.conversation.send(QUESTION);
    expect(shown(chat)).toEqual(WHOLE);
    expect(chat.sent()).toBe(1);
  });

  test('a chat that was opened meanwhile comes up once the browser is told that it is online', async () => {
    let restarting = true;
    const chat = openChat(async (_path, reach) => (restarting ? badGateway() : await reach()));
    await chat.conversation.start();
    expect(chat.conversation.view().problem).toMatchObject({ code: 'unreachable', retryable: true });
    restarting = false;
    chat.conversation.online();
    await expect.poll(() => chat.conversation.view().bot?.id).toBe(TEST_BOT_ID);
  });
});

describe('a message that did not get through', () => {
  test('stays with a reason, and goes out when the browser is online again', async () => {
    let online = false;
    const chat = openChat(async (_path, reach) => {
      if (!online) throw new TypeError('network error');
      return await reach();
    });
    await chat.conversation.send(QUESTION);
    expect(chat.conversation.view().messages.at(-1)?.error).toMatchObject({
      code: 'unreachable',
      retryable: true,
    });
    expect(chat.events.at(-1)?.[0]).not.toBe('message:received');
    online = true;
    chat.conversation.online();
    await expect.poll(() => shown(chat)).toEqual(WHOLE);
    expect(chat.sent()).toBe(1);
  });

  test.each([
    [429, { 'retry-after': '7' }, 'rate_limited', 7],
    [503, {}, 'queue_full', undefined],
  ] as const)(
    'for a %i tells when to try again, and asks once more on request',
    async (status, headers, code, wait) => {
      let refused = false;
      const chat = openChat(async (path, reach) => {
        if (path !== '/api/chat' || refused) return await reach();
        refused = true;
        return Response.json({ error: { code, message: 'Later.', requestId: 'r' } }, { status, headers });
      });
      await chat.conversation.send(QUESTION);
      const { error } = chat.conversation.view().messages.at(-1) ?? {};
      expect(error).toMatchObject({ code, retryable: true });
      expect(error?.retryAfterS).toBe(wait);
      await chat.conversation.retry();
      expect(shown(chat)).toEqual(WHOLE);
    },
  );
});

test('a reply that failed is asked for again, also when that stream is lost: the question was sent once for all to see', async () => {
  const failing = { type: 'error', errorText: 'Broke.', code: 'model_crashed', retryable: true };
  let posts = 0;
  const chat = openChat(async (path, reach) => {
    const response = await reach();
    if (path !== '/api/chat') return response;
    posts += 1;
    if (posts > 1) return cut(response, 200);
    await response.text();
    const start = { type: 'start', messageId: 'm', messageMetadata: { conversationId: 'c' } };
    return new Response(`data: ${JSON.stringify(start)}\n\ndata: ${JSON.stringify(failing)}\n\n`);
  });
  await chat.conversation.send(QUESTION);
  expect(chat.conversation.view().messages.at(-1)?.status).toBe('failed');
  await chat.conversation.retry();
  expect(shown(chat)).toEqual(WHOLE);
  await chat.conversation.start();
  expect(shown(chat)).toEqual(WHOLE);
});

test('a page that comes back finds the conversation, and does not announce what it knows', async () => {
  const storage = memoryStorage();
  const client = () =>
    createChatClient({
      baseUrl: 'http://localhost',
      botId: TEST_BOT_ID,
      storage,
      fetch: async (input, init) => await testApp.app.request(String(input), init),
    });
  const first = createConversation({ client: client(), emit: () => {} });
  await first.send(QUESTION);
  const second = createConversation({ client: client(), emit: () => {} });
  await second.start();
  const { messages } = second.view();
  expect(messages.map(({ text }) => text)).toEqual([QUESTION, ANSWER]);
  expect(messages.every(({ live }) => !live)).toBe(true);
  second.newConversation();
  expect(storage.load()).toBeUndefined();
  expect(second.view().messages).toEqual([]);
});

test('a page that comes back while another process of the server writes the reply shows it once it is there', async () => {
  const saved = { session: 'T'.repeat(43), conversationId: 'elsewhere' };
  const message = { role: 'user', text: QUESTION };
  const body = { botId: TEST_BOT_ID, id: saved.conversationId, message };
  const parts = await readParts(await testApp.request('/api/chat', { body, session: saved.session }));
  const id = parts[0]?.type === 'start' ? parts[0].messageId : '';
  const set = async (status: 'streaming' | 'complete') => {
    await testApp.context.store.db.updateTable('messages').set({ status }).where('id', '=', id).execute();
  };
  await set('streaming');
  let loads = 0;
  const chat = openChat(async (path, reach) => {
    if (path === '/api/chat/elsewhere') loads += 1;
    if (loads === 9) await set('complete');
    return await reach();
  }, saved);
  await chat.conversation.start();
  expect(shown(chat)).toEqual(WHOLE);
  expect(chat.conversation.view().answering).toBe(false);
});

test('a message that had arrived, though nothing could be heard of it for long, is stored once when it goes out again', async () => {
  let isLossy = true;
  const chat = openChat(async (_path, reach) => {
    const response = await reach();
    await response.clone().text();
    if (isLossy) throw new TypeError('network error');
    return response;
  });
  await chat.conversation.send(QUESTION);
  expect(chat.conversation.view().messages.at(-1)?.error).toMatchObject({ code: 'unreachable' });
  isLossy = false;
  chat.conversation.online();
  await expect.poll(() => shown(chat)).toEqual(WHOLE);
  await chat.conversation.start();
  expect(shown(chat)).toEqual(WHOLE);
});
