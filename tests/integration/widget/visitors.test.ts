import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
import { openIdentityTokens } from '../../support/identity-tokens.ts';
import { readParts } from '../../support/read-stream.ts';
import { openSpoiledChat, type Saved, type Spoil } from '../../support/spoiled-chat.ts';

const ANSWER = 'Boots worn outside cannot be returned. [1]';
const QUESTION = 'Can I return boots worn outside?';

let testApp: TestApp;
let tokenOf: (subject: string) => Promise<string>;
beforeAll(async () => {
  testApp = await createTestApp({ script: ANSWER });
  tokenOf = await openIdentityTokens(testApp);
});
afterAll(() => testApp[Symbol.asyncDispose]());

let browsers = 0;

/** A browser in which somebody has asked already. */
async function usedBrowser(): Promise<Saved> {
  browsers += 1;
  const saved = { session: String(browsers).padStart(43, 'b'), conversationId: 'earlier' };
  const body = { botId: TEST_BOT_ID, id: 'earlier', message: { role: 'user', text: QUESTION } };
  await readParts(await testApp.request('/api/chat', { body, session: saved.session }));
  return saved;
}

/** A network that keeps the answer about the earlier conversation until it is released. */
function slow() {
  const asked = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const paths: string[] = [];
  const spoil: Spoil = async (path, reach) => {
    paths.push(path);
    const response = await reach();
    if (path === '/api/chat/earlier') {
      asked.resolve();
      await released.promise;
    }
    return response;
  };
  return { spoil, asked: asked.promise, release: released.resolve, paths };
}

describe('while the conversation of an earlier visit is on its way', () => {
  test('somebody signs in: what the browser’s last visitor said is not shown to them', async () => {
    const network = slow();
    const { conversation, sent } = openSpoiledChat(testApp, network.spoil, await usedBrowser());
    const started = conversation.start();
    await network.asked;
    const identified = conversation.identify(await tokenOf('ann'));
    network.release();
    await Promise.all([started, identified]);
    expect(conversation.view().messages).toEqual([]);
    await conversation.send(QUESTION);
    expect(conversation.view().messages.map(({ text }) => text)).toEqual([QUESTION, ANSWER]);
    expect(sent()).toBe(1);
  });

  test('somebody signs out: nothing of it comes up afterwards', async () => {
    const network = slow();
    const { conversation, left } = openSpoiledChat(testApp, network.spoil, await usedBrowser());
    const started = conversation.start();
    await network.asked;
    conversation.reset();
    network.release();
    await started;
    expect(conversation.view()).toMatchObject({ messages: [], bot: { id: TEST_BOT_ID } });
    expect(left()).toBe(1);
  });

  test('the chat is taken away: it asks for nothing any more, also where a person is waited for', async () => {
    const saved = await usedBrowser();
    const body = { botId: TEST_BOT_ID };
    await testApp.request('/api/chat/earlier/person', { body, session: saved.session });
    const network = slow();
    const { conversation } = openSpoiledChat(testApp, network.spoil, saved);
    const started = conversation.start();
    await network.asked;
    conversation.dispose();
    network.release();
    await started;
    await new Promise((done) => setImmediate(done));
    expect(network.paths.filter((path) => path.endsWith('/live'))).toEqual([]);
  });
});
