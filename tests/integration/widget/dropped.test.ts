import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveApp } from '../../../server/http/index.ts';
import { createChatClient, createConversation } from '../../../widget/client/index.ts';
import { createTestApp, TEST_BOT_ID } from '../../support/app.ts';
import { memoryStorage } from '../../support/spoiled-chat.ts';
import { openSpoilingProxy, type SpoilingProxy } from '../../support/spoiling-proxy.ts';

/*
 * The client on the real server through a real connection, which breaks after every byte of a reply, one conversation
 * each. Small talk, so that the reply is short.
 */
const QUESTION = 'Hello';

let opened: AsyncDisposableStack;
let proxy: SpoilingProxy;
beforeAll(async () => {
  opened = new AsyncDisposableStack();
  const app = opened.use(await createTestApp({ overrides: { turnGraceMs: 5_000 } }));
  const server = opened.use(await serveApp(app.context, { host: '127.0.0.1', port: 0 }));
  proxy = opened.use(await openSpoilingProxy(server.url));
});
afterAll(() => opened.disposeAsync());

function openChat() {
  const client = createChatClient({ baseUrl: proxy.url, botId: TEST_BOT_ID, storage: memoryStorage() });
  const conversation = createConversation({ client, emit: () => {}, pause: async () => {} });
  return { client, conversation };
}

const shown = ({ conversation }: ReturnType<typeof openChat>) =>
  conversation.view().messages.map(({ role, text, status }) => [role, text, status]);

async function replyBytes(): Promise<number> {
  const body = JSON.stringify({
    botId: TEST_BOT_ID,
    id: 'x'.repeat(22),
    message: { role: 'user', text: QUESTION },
  });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${proxy.url}/api/chat`, { method: 'POST', body, headers });
  return (await response.arrayBuffer()).byteLength;
}

test('a connection that breaks after any byte of a reply loses nothing and doubles nothing, here and on the server', async () => {
  const length = await replyBytes();
  expect(length).toBeGreaterThan(300);
  const whole = openChat();
  await whole.conversation.send(QUESTION);
  const expected = shown(whole);
  expect(expected.map(([role, , status]) => [role, status])).toEqual([
    ['user', 'complete'],
    ['assistant', 'complete'],
  ]);
  for (let bytes = 0; bytes < length; bytes += 1) {
    const before = proxy.sent();
    proxy.spoil((method, path) =>
      method === 'POST' && path === '/api/chat' ? { cutAfterBytes: bytes } : undefined,
    );
    const chat = openChat();
    await chat.conversation.send(QUESTION);
    expect(shown(chat), `cut after ${bytes} bytes`).toEqual(expected);
    expect(proxy.sent() - before, `cut after ${bytes} bytes`).toBe(1);
    const kept = await chat.client.loadConversation();
    expect(kept?.messages.map(({ role }) => role)).toEqual(['user', 'assistant']);
    chat.conversation.dispose();
  }
}, 600_000);
