import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CannedReply, ConversationSearch } from '../../../server/contract/index.ts';
import { describeApps, type TestApp } from '../../support/app.ts';
import { ASK, emptyBot, staffOf, visitorOf } from '../../support/handoff.ts';
import { readParts } from '../../support/read-stream.ts';

describeApps('an inbox people can live in', (open) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await open();
  });
  afterAll(() => app[Symbol.asyncDispose]());

  async function people() {
    const botId = await emptyBot(app);
    const staff = await staffOf(app, botId);
    const call = (path: string, method = 'GET', body?: unknown) =>
      app.request(`/api/admin/bots/${botId}/${path}`, {
        key: staff.key,
        method,
        ...(body === undefined ? {} : { body }),
      });
    const search = async (query: string) => {
      const response = await call(`conversation-search?${query}`);
      expect(response.status).toBe(200);
      return ((await response.json()) as ConversationSearch).hits;
    };
    return { botId, visitor: visitorOf(app, botId), second: visitorOf(app, botId), staff, call, search };
  }

  test('tags are put on, shown and searched for', async () => {
    const { visitor, staff, call, search } = await people();
    const { conversationId: id } = await visitor.say(ASK);
    const put = await call(`inbox/${id}/tags`, 'PUT', { tags: [' Returns', 'vip', 'returns'] });
    expect(await put.json()).toEqual({ tags: ['returns', 'vip'] });
    expect((await staff.inbox()).items[0]?.tags).toEqual(['returns', 'vip']);
    expect((await search('tag=VIP')).map(({ item }) => item.id)).toEqual([id]);
    await call(`inbox/${id}/tags`, 'PUT', { tags: [] });
    expect(await search('tag=vip')).toEqual([]);
    expect((await call(`inbox/${id}/tags`, 'PUT', { tags: ['  '] })).status).toBe(400);
  });

  test('a blocked visitor cannot write, ask or leave a form; what was under way is closed; others can', async () => {
    const { botId, visitor, second, staff, call } = await people();
    const { conversationId: id } = await visitor.say(ASK);
    await staff.take(id);
    expect((await call(`inbox/${id}/block`, 'POST', { reason: 'insults' })).status).toBe(204);
    expect((await visitor.conversation()).state).toBe('closed');
    const message = { role: 'user', text: 'Hello' };
    for (const chat of ['talk', 'another']) {
      const body = { botId, id: chat, message };
      expect((await app.request('/api/chat', { session: visitor.session, body })).status).toBe(403);
    }
    expect((await visitor.post('person', { botId })).status).toBe(403);
    const form = { botId, name: 'R', email: 'r@visitor.example', message: 'Hi' };
    expect((await visitor.post('contact', form)).status).toBe(403);
    expect((await staff.read(id)).item.blocked).toBe(true);
    expect((await second.say('Hello')).kind).toBe('smalltalk');
    expect((await call(`inbox/${id}/block`, 'DELETE')).status).toBe(204);
    expect((await visitor.say('Hello')).kind).toBe('smalltalk');
  });

  test('a blocked visitor does not come into the line by thumbs down either', async () => {
    const botId = await emptyBot(app, { dislikes: 1, actions: { disliked: 'request' } });
    const [visitor, staff] = [visitorOf(app, botId), await staffOf(app, botId)];
    const { conversationId: id } = await visitor.say('Do you sell kites?');
    const reply = (await visitor.conversation()).messages.findLast(({ role }) => role === 'assistant');
    expect((await staff.post(`${id}/block`, { reason: 'insults' })).status).toBe(204);
    const rated = await visitor.post(`messages/${reply?.id}/feedback`, { verdict: 'down' });
    expect(rated.status).toBe(403);
    expect((await staff.inbox()).items).toEqual([]);
  });

  test('canned replies are kept by shortcut; two who change one at once do not overwrite each other', async () => {
    const { call } = await people();
    const made = await call('canned-replies', 'POST', {
      shortcut: 'Hello',
      text: ' Hello, how can I help? ',
    });
    expect(made.status).toBe(201);
    const reply = (await made.json()) as CannedReply;
    expect(reply).toMatchObject({ shortcut: 'hello', text: 'Hello, how can I help?', version: 1 });
    expect((await call('canned-replies', 'POST', { shortcut: 'hello', text: 'x' })).status).toBe(409);
    const change = (text: string) =>
      call(`canned-replies/${reply.id}`, 'PATCH', { text, expectedVersion: reply.version });
    const changed = await Promise.all([change('Hi'), change('Good day')]);
    expect(changed.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { cannedReplies } = await (await call('canned-replies')).json();
    expect(cannedReplies).toMatchObject([{ version: 2 }]);
    expect((await call(`canned-replies/${reply.id}`, 'DELETE')).status).toBe(204);
    expect((await call(`canned-replies/${reply.id}`, 'DELETE')).status).toBe(404);
  });

  test('conversations are found by words of visitor, bot, person and note; never another bot’s', async () => {
    const { visitor, second, staff, search } = await people();
    const stranger = await people();
    const { conversationId: id } = await visitor.say(`${ASK} about my Tangerine armchair`);
    await staff.take(id);
    await staff.post(`${id}/messages`, { text: 'The 50%_discount is gone' });
    await staff.post(`${id}/notes`, { text: 'asks for a refund' });
    const { conversationId: other } = await second.say('Where is my tangerine lamp?');
    const found = async (q: string) =>
      (await search(`q=${encodeURIComponent(q)}`)).map(({ item }) => item.id).sort();
    expect(await found('TANGERINE')).toEqual([id, other].sort());
    expect(await found('tangerine armchair')).toEqual([id]);
    expect(await found('armchair refund')).toEqual([id]);
    expect(await found('50%_discount')).toEqual([id]);
    expect(await found('50x_discount')).toEqual([]);
    expect(await found('%')).toEqual([id]);
    expect(await found("'; drop table messages; --")).toEqual([]);
    expect(await found('')).toEqual([]);
    expect((await search('q=armchair'))[0]?.excerpt).toContain('Tangerine armchair');
    const words = Array.from({ length: 40 }, (_, index) => `word${index}`);
    await staff.post(`${id}/messages`, { text: [...words, 'marigold', ...words].join(' ') });
    const [, ...cut] = ((await search('q=marigold'))[0]?.excerpt ?? '').replace(/ …$/, '').split(' ');
    expect(cut.every((word) => word === 'marigold' || words.includes(word))).toBe(true);
    expect(await stranger.search('q=tangerine')).toEqual([]);
  });

  test('how content the visitor was stands with the conversation, without personal data', async () => {
    const { visitor, second, staff } = await people();
    const { conversationId: id } = await visitor.say(ASK);
    await second.say('Hello');
    expect((await visitor.post('rating', { score: 2 })).status).toBe(204);
    const again = { score: 5, comment: 'Great, write to rosa@visitor.example' };
    expect((await visitor.post('rating', again)).status).toBe(204);
    expect((await staff.read(id)).rating).toEqual({ score: 5, comment: 'Great, write to [e-mail]' });
    expect((await visitor.post('rating', { score: 6 })).status).toBe(400);
    const stranger = { session: second.session, body: { score: 1 } };
    expect((await app.request(`/api/chat/${id}/rating`, stranger)).status).toBe(404);
  });

  test('a rating that was given is not asked for again; the next talk with a person is another one', async () => {
    const { visitor, staff } = await people();
    const { conversationId: id } = await visitor.say(ASK);
    const talk = async () => {
      await staff.take(id);
      expect((await staff.post(`${id}/close`)).status).toBe(200);
    };
    await talk();
    expect((await visitor.conversation()).handoff).not.toHaveProperty('rated');
    await visitor.post('rating', { score: 4 });
    expect((await visitor.conversation()).handoff).toMatchObject({ state: 'closed', rated: true });
    await visitor.say('Hello');
    expect((await visitor.conversation()).handoff).not.toHaveProperty('rated');
    await talk();
    expect((await visitor.conversation()).handoff).not.toHaveProperty('rated');
    await visitor.post('rating', { score: 1 });
    expect((await visitor.conversation()).handoff).toMatchObject({ rated: true });
  });

  test('what the site says of a visitor reaches the inbox once, and again when it has changed', async () => {
    const { botId, visitor, staff } = await people();
    const send = async (text: string, details: object) => {
      const body = { botId, id: 'talk', message: { role: 'user', text }, visitor: details };
      await readParts(await app.request('/api/chat', { session: visitor.session, body }));
      const { item } = await staff.read((await visitor.conversation()).id);
      return item.visitorName;
    };
    const told = async () => (await staff.inbox()).cursor;
    expect(await send('Hello', { name: 'Rosa', page: '/cart' })).toBe('Rosa');
    const first = await told();
    await send('Hello', { name: 'Rosa', page: '/cart' });
    expect(await told()).toBe(first);
    await visitor.say(ASK);
    const waiting = await told();
    expect(await send('My order is 123.', { name: 'Rosa Visitor' })).toBe('Rosa Visitor');
    expect(await told()).toBe(waiting + 2);
    await send('Hello?', { name: 'Rosa Visitor' });
    expect(await told()).toBe(waiting + 3);
  });

  test('two thumbs down offer a person, or call one where the admin wants it; the same thumb twice, or taken back and given again, is one', async () => {
    const { visitor, botId } = await people();
    const calling = visitorOf(app, await emptyBot(app, { actions: { disliked: 'request' } }));
    for (const [who, state] of [
      [visitor, 'offered'],
      [calling, 'waiting'],
    ] as const) {
      await who.say('Hello');
      await who.say('Thank you');
      const { messages } = await who.conversation();
      const [first, second] = messages.filter(({ role }) => role === 'assistant');
      const rate = (verdict: string, id = '') => who.post(`messages/${id}/feedback`, { verdict });
      const down = (messageId = '') => rate('down', messageId);
      await down(first?.id);
      await down(first?.id);
      for (const verdict of ['none', 'down', 'up', 'down']) await rate(verdict, first?.id);
      expect((await who.conversation()).state).toBe('bot');
      await down(second?.id);
      expect((await who.conversation()).state).toBe(state);
    }
    expect(visitor.botId).toBe(botId);
  });
});
