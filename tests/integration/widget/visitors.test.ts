import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
import { staffOf } from '../../support/handoff.ts';
import { openIdentityTokens } from '../../support/identity-tokens.ts';
import { readParts } from '../../support/read-stream.ts';
import { memoryStorage, openSpoiledChat, type Saved, type Spoil } from '../../support/spoiled-chat.ts';

const ANSWER = 'Boots worn outside cannot be returned. [1]';
const QUESTION = 'Can I return boots worn outside?';
const SECOND = 'How long does delivery take?';
const reachAll: Spoil = (_path, reach) => reach();

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

describe('a question that comes while a reply is being written', () => {
  test('is asked after it', async () => {
    const { conversation, sent } = openSpoiledChat(testApp, reachAll);
    await Promise.all([QUESTION, SECOND, 'Hello'].map(conversation.send));
    const asked = conversation.view().messages.filter(({ role }) => role === 'user');
    expect(asked.map(({ text }) => text)).toEqual([QUESTION, SECOND, 'Hello']);
    expect(conversation.view().messages.map(({ status }) => status)).toEqual(Array(6).fill('complete'));
    expect(sent()).toBe(3);
  });

  test('is asked once, however often the same was pressed meanwhile', async () => {
    const { conversation, sent } = openSpoiledChat(testApp, reachAll);
    await Promise.all([QUESTION, SECOND, SECOND].map(conversation.send));
    expect(sent()).toBe(2);
  });

  test('goes with the conversation, where the visitor begins anew', async () => {
    const { conversation, sent } = openSpoiledChat(testApp, reachAll);
    const asked = Promise.all([QUESTION, SECOND].map(conversation.send));
    await expect.poll(() => conversation.view().answering).toBe(true);
    conversation.newConversation();
    await asked;
    expect(conversation.view().messages).toEqual([]);
    expect(sent()).toBe(1);
  });
});

describe('on the way to a person', () => {
  test('a message that was kept for them, though its answer was lost, stands as sent', async () => {
    let isLossy = false;
    const { conversation, events, sent } = openSpoiledChat(testApp, async (path, reach) => {
      const response = await reach();
      if (path === '/api/chat' && isLossy) throw new TypeError('network error');
      return response;
    });
    await conversation.start();
    await conversation.requestPerson();
    isLossy = true;
    await conversation.send('My order is 4711.');
    expect(conversation.view()).toMatchObject({
      answering: false,
      messages: [{ role: 'user', text: 'My order is 4711.' }],
      handoff: { state: 'waiting' },
    });
    expect(events.filter(([name]) => name === 'error')).toEqual([]);
    expect(sent()).toBe(1);
    conversation.dispose();
  });

  test('a person who cannot be asked for is told of, and asked for once the browser is online; the question before is not', async () => {
    let isOnline = true;
    const { conversation, sent } = openSpoiledChat(testApp, async (_path, reach) => {
      if (!isOnline) throw new TypeError('network error');
      return await reach();
    });
    await conversation.start();
    await conversation.send(QUESTION);
    isOnline = false;
    await conversation.requestPerson();
    expect(conversation.view().problem).toMatchObject({ code: 'unreachable' });
    expect(conversation.view().messages).toHaveLength(2);
    isOnline = true;
    conversation.online();
    await expect.poll(() => conversation.view().handoff?.state).toBe('waiting');
    expect(conversation.view().problem).toBeUndefined();
    expect(sent()).toBe(1);
    conversation.dispose();
  });

  test('staff who take over from the assistant are seen by a visitor who does nothing, as soon as they look', async () => {
    const staff = await staffOf(testApp, TEST_BOT_ID);
    const saved = await usedBrowser();
    const { conversation } = openSpoiledChat(
      testApp,
      async (path, reach) => {
        if (path.endsWith('/person')) throw new TypeError('network error');
        return await reach();
      },
      saved,
    );
    await conversation.start();
    await conversation.requestPerson();
    expect(conversation.view().problem).toBeDefined();
    const newest = await testApp.context.store.db
      .selectFrom('conversations')
      .select('id')
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .executeTakeFirstOrThrow();
    await staff.take(newest.id);
    await staff.post(`${newest.id}/messages`, { text: 'May I help?' });
    expect(conversation.view().handoff?.state).toBe('bot');
    conversation.setVisible(true);
    await expect.poll(() => conversation.view().messages.at(-1)?.text).toBe('May I help?');
    expect(conversation.view().handoff).toMatchObject({ state: 'with-person', person: 'Anna' });
    expect(conversation.view().problem).toBeUndefined();
    conversation.dispose();
  });

  test('nobody who waits for nobody is listened for while they do not look', async () => {
    const { live } = testApp.context;
    const { conversation } = openSpoiledChat(testApp, reachAll, await usedBrowser());
    await conversation.start();
    const before = live.size;
    conversation.setVisible(true);
    await expect.poll(() => live.size).toBe(before + 1);
    conversation.setVisible(true, false);
    await expect.poll(() => live.size).toBe(before);
    conversation.dispose();
  });
});

test('a chat that is taken away while its page makes a token asks for nothing any more', async () => {
  const asked: string[] = [];
  const { conversation } = openSpoiledChat(testApp, async (path, reach) => {
    asked.push(path);
    return await reach();
  });
  const token = Promise.withResolvers<string>();
  void conversation.identify(() => token.promise);
  const done = Promise.all([conversation.start(), conversation.send(QUESTION)]);
  conversation.dispose();
  token.resolve(await tokenOf('dora'));
  await done;
  expect(asked).toEqual([]);
});

test('a token that runs out is not waited for by a chat that is taken away', async () => {
  const asked: string[] = [];
  const { conversation } = openSpoiledChat(testApp, async (path, reach) => {
    asked.push(path);
    return await reach();
  });
  const renewed = Promise.withResolvers<string>();
  const expired = `e30.${btoa(JSON.stringify({ sub: 'emil', exp: 1 }))}.e30`;
  let given = 0;
  await conversation.identify(() => {
    given += 1;
    return given === 1 ? expired : renewed.promise;
  });
  const started = conversation.start();
  await expect.poll(() => given).toBeGreaterThan(1);
  conversation.dispose();
  renewed.resolve(await tokenOf('emil'));
  await started;
  expect(asked).toEqual([]);
});

describe('two windows of one browser', () => {
  /** What `localStorage` does: the windows that did not change it are told. */
  function openWindows() {
    const shared = memoryStorage();
    const heard = new Map<unknown, () => void>();
    const open = () => {
      const own = {};
      const storage = {
        ...shared,
        save(session: Saved | undefined) {
          shared.save(session);
          for (const [other, hear] of heard) if (other !== own) hear();
        },
      };
      const chat = openSpoiledChat(testApp, reachAll, storage);
      heard.set(own, chat.conversation.changedElsewhere);
      return chat.conversation;
    };
    return { open, shared };
  }
  type Window = ReturnType<ReturnType<typeof openWindows>['open']>;
  const texts = (window: Window) => window.view().messages.map(({ text }) => text);

  test('show the same, whichever asks, and each asks in the conversation of both', async () => {
    const { open } = openWindows();
    const [left, right] = [open(), open()];
    await Promise.all([left.start(), right.start()]);
    left.setVisible(true);
    right.setVisible(true);
    await left.send(QUESTION);
    await expect.poll(() => texts(right)).toEqual([QUESTION, ANSWER]);
    await right.send(SECOND);
    const all = [QUESTION, ANSWER, SECOND, expect.any(String)];
    await expect.poll(() => texts(left)).toEqual(all);
    expect(texts(right)).toEqual(all);
    left.dispose();
    right.dispose();
  });

  test('a window that nobody looks at asks for nothing, and shows what is new when somebody does', async () => {
    const { open } = openWindows();
    const [left, right] = [open(), open()];
    await Promise.all([left.start(), right.start()]);
    await left.send(QUESTION);
    expect(texts(right)).toEqual([]);
    right.setVisible(true);
    await expect.poll(() => texts(right)).toEqual([QUESTION, ANSWER]);
    right.dispose();
  });

  test('begin anew together, and neither writes on in what the other has left', async () => {
    const { open, shared } = openWindows();
    const [left, right] = [open(), open()];
    await left.send(QUESTION);
    right.setVisible(true);
    await right.start();
    left.newConversation();
    expect(texts(right)).toEqual([]);
    expect(shared.load()).toBeUndefined();
    await left.send('Hello');
    await right.send(SECOND);
    await expect.poll(() => texts(right)).toEqual(['Hello', 'Hello!', SECOND, expect.any(String)]);
    right.dispose();
  });
});
