import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BotSettingsInput } from '../../../server/bots/index.ts';
import type { Colleagues } from '../../../server/contract/index.ts';
import { expireHandoffs } from '../../../server/handoff/index.ts';
import { describeApps, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
import { handClock } from '../../support/clock.ts';
import { ASK, emptyBot, staffOf, textsOf, visitorOf } from '../../support/handoff.ts';
import { heldGenerator } from '../../support/held-generator.ts';
import { addPerson } from '../../support/people.ts';
import { readParts, textOf } from '../../support/read-stream.ts';

const MINUTE = 60_000;
const MONDAY = Date.parse('2026-11-30T10:00:00Z');
const QUESTION = 'Can I return boots worn outside?';
const FIRST = 'Boots worn outside cannot be returned. [1]';

describeApps('handoff', (open) => {
  const clock = handClock(MONDAY);
  const generator = heldGenerator(`${FIRST} You can`, ' return unworn boots within 30 days.');
  let app: TestApp;

  beforeAll(async () => {
    clock.advance(MONDAY - clock.now());
    app = await open({ overrides: { clock, generator } });
  });
  afterAll(() => app[Symbol.asyncDispose]());

  async function people(handoff: BotSettingsInput['handoff'] = {}) {
    const botId = await emptyBot(app, handoff);
    const visitor = visitorOf(app, botId);
    return { botId, visitor, second: visitorOf(app, botId), staff: await staffOf(app, botId) };
  }

  test('a visitor asks, waits, talks with a person, who closes; then the bot answers again', async () => {
    const { visitor, staff } = await people();
    const asked = await visitor.say(ASK);
    expect(asked.text).toBe('A colleague will help you.');
    expect(asked.handoff).toMatchObject({ state: 'waiting', position: 1 });
    const waiting = { state: 'waiting', position: 1, reason: 'asked', agent: null };
    expect(await staff.inbox()).toMatchObject({
      open: true,
      items: [{ id: asked.conversationId, ...waiting }],
    });
    // What the visitor wants, not how the bot said that somebody comes.
    const shown = async () => (await staff.inbox()).items[0]?.lastMessage;
    expect(await shown()).toMatchObject({ author: 'visitor', text: ASK });
    const meanwhile = await visitor.say('My order is 4711.');
    expect(meanwhile).toMatchObject({ text: '', handoff: { state: 'waiting', position: 1 } });
    expect(await shown()).toMatchObject({ text: 'My order is 4711.' });

    await staff.take(asked.conversationId);
    const sent = await staff.post(`${asked.conversationId}/messages`, { text: 'Hello, Anna here.' });
    expect(sent.status).toBe(201);
    const silent = await visitor.say('How long does delivery take?');
    expect(silent).toMatchObject({ text: '', handoff: { state: 'with-person', person: 'Anna' } });

    const seen = await visitor.conversation();
    expect(seen.handoff).toMatchObject({ state: 'with-person', person: 'Anna' });
    expect(textsOf(seen)).toEqual([
      ASK,
      'A colleague will help you.',
      'My order is 4711.',
      'Hello, Anna here.',
      'How long does delivery take?',
    ]);
    expect(seen.messages[3]?.metadata).toMatchObject({ author: 'person', authorName: 'Anna' });

    expect((await staff.post(`${asked.conversationId}/close`)).status).toBe(200);
    expect((await visitor.conversation()).state).toBe('closed');
    expect((await visitor.say('Thank you')).kind).toBe('smalltalk');
    expect((await visitor.conversation()).state).toBe('bot');
    const { steps } = await staff.read(asked.conversationId);
    expect(steps.map(({ from, event, to }) => `${from} ${event} ${to}`)).toEqual([
      'bot request requested',
      'requested enqueue waiting',
      'waiting take with-person',
      'with-person close closed',
      'closed write bot',
    ]);
  });

  test('two who take at the same time: one has it, the other reads who', async () => {
    const { botId, visitor, staff } = await people();
    const both = [staff, await staffOf(app, botId)];
    const { conversationId } = await visitor.say(ASK);
    const responses = await Promise.all(
      both.map((person, index) => person.post(`${conversationId}/take`, { name: ['Anna', 'Ben'][index] })),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 409]);
    const loser = responses.findIndex(({ status }) => status === 409);
    const winner = ['Ben', 'Anna'][loser] ?? '';
    const refused = responses.find(({ status }) => status === 409) ?? new Response('{}');
    const { error } = (await refused.json()) as { error: { code: string; message: string } };
    expect(error).toMatchObject({ code: 'conflict' });
    expect(error.message).toContain(`${winner} has this conversation already`);
    const late = await both[loser]?.post(`${conversationId}/messages`, { text: 'Hello' });
    expect(late?.status).toBe(409);
    expect(textsOf(await visitor.conversation())).not.toContain('Hello');
  });

  async function midAnswer() {
    const visitor = visitorOf(app, TEST_BOT_ID);
    const message = { role: 'user', text: QUESTION };
    const response = await app.request('/api/chat', {
      session: visitor.session,
      body: { botId: TEST_BOT_ID, id: 'talk', message },
    });
    await generator.waiting();
    return { visitor, response, id: (await visitor.conversation()).id };
  }

  test('a person takes over in the middle of an answer: the bot’s next sentence is never shown', async () => {
    const { visitor, response, id } = await midAnswer();
    const staff = await staffOf(app, TEST_BOT_ID);
    await staff.take(id);
    generator.release();
    const parts = await readParts(response);
    expect(parts.at(-1)).toMatchObject({ type: 'abort' });
    expect(textOf(parts)).toBe(FIRST);
    const told = parts.findLast((part) => part.type === 'data-handoff');
    expect(told).toMatchObject({ data: { state: 'with-person', person: 'Anna' } });
    await staff.post(`${id}/messages`, { text: 'Let me look.' });
    expect(textsOf(await visitor.conversation())).toEqual([QUESTION, FIRST, 'Let me look.']);
  });

  test('another process takes over: the database refuses the bot’s next sentence', async () => {
    const { visitor, response, id } = await midAnswer();
    const { db } = app.context.store;
    await db.updateTable('conversations').set({ state: 'with-person' }).where('id', '=', id).execute();
    generator.release();
    const parts = await readParts(response);
    expect(parts.at(-1)).toMatchObject({ type: 'abort' });
    expect(textOf(parts)).toBe(FIRST);
    expect(textsOf(await visitor.conversation())).toEqual([QUESTION, FIRST]);
  });

  test('who asked in vain last is seen, however many did before', async () => {
    const { botId, visitor, staff } = await people({ live: false });
    const asked = { bot_id: botId, visitor_hash: 'others', state: 'requested' as const, created_at: 0 };
    const others = Array.from({ length: 201 }, (_, index) => ({
      ...asked,
      id: `${botId}-${index}`,
      updated_at: index,
    }));
    await app.context.store.db.insertInto('conversations').values(others).execute();
    const { conversationId } = await visitor.say(ASK);
    expect((await staff.inbox()).items[0]?.id).toBe(conversationId);
  });

  test('places in the line follow who came first, and move up', async () => {
    const { visitor, second, staff } = await people();
    const one = await visitor.say(ASK);
    clock.advance(1_000);
    const two = await second.say(ASK);
    expect(two.handoff?.position).toBe(2);
    expect(two.handoff?.message).toContain('You are number 2');
    await staff.take(one.conversationId);
    expect((await second.conversation()).handoff.position).toBe(1);
    expect((await staff.post(`${one.conversationId}/transfer`)).status).toBe(200);
    expect((await staff.inbox()).items.map(({ id, position }) => [id, position])).toEqual([
      [one.conversationId, 1],
      [two.conversationId, 2],
    ]);
  });

  test('the button works before a first message, twice is once, and there is a way out', async () => {
    const { botId, visitor, second } = await people();
    const first = await (await visitor.post('person', { botId })).json();
    expect(first).toMatchObject({ handoff: { state: 'waiting', position: 1 } });
    expect(await (await visitor.post('person', { botId })).json()).toEqual(first);
    expect(await (await visitor.post('leave')).json()).toMatchObject({ handoff: { state: 'bot' } });
    expect((await visitor.say('Hello')).kind).toBe('smalltalk');
    const { id } = await visitor.conversation();
    const stranger = { session: second.session, method: 'POST' };
    expect((await app.request(`/api/chat/${id}/leave`, stranger)).status).toBe(404);
  });

  test('nobody takes it in time: the form is offered and the bot answers', async () => {
    const { visitor } = await people({ maxWaitMinutes: 3 });
    await expireHandoffs(app.context);
    await visitor.say(ASK);
    clock.advance(3 * MINUTE - 1);
    await expireHandoffs(app.context);
    expect((await visitor.conversation()).state).toBe('waiting');
    clock.advance(1);
    await expireHandoffs(app.context);
    expect(await expireHandoffs(app.context)).toBe(0);
    expect((await visitor.conversation()).handoff).toMatchObject({ state: 'requested', form: true });
    expect((await visitor.say('Hello')).kind).toBe('smalltalk');
    expect((await visitor.say(ASK)).handoff).toMatchObject({ state: 'waiting' });
  });

  test('a person who falls silent loses the conversation to the waiting list, with its old place', async () => {
    const { visitor, second, staff } = await people({ personSilentMinutes: 10, maxWaitMinutes: 60 });
    const { conversationId } = await visitor.say(ASK);
    clock.advance(MINUTE);
    await second.say(ASK);
    await staff.take(conversationId);
    await staff.post(`${conversationId}/messages`, { text: 'One moment.' });
    await visitor.say('Are you there?');
    clock.advance(9 * MINUTE);
    await visitor.say('Hello?');
    clock.advance(MINUTE);
    await expireHandoffs(app.context);
    expect((await visitor.conversation()).handoff).toMatchObject({ state: 'waiting', position: 1 });
    const { items } = await staff.inbox();
    expect(items.find(({ id }) => id === conversationId)).toMatchObject({ unanswered: 2, agent: null });
  });

  test('a visitor who has gone closes the conversation', async () => {
    const { visitor, staff } = await people({ visitorSilentMinutes: 20 });
    const { conversationId } = await visitor.say(ASK);
    await staff.take(conversationId);
    await staff.post(`${conversationId}/messages`, { text: 'How can I help?' });
    clock.advance(20 * MINUTE);
    await expireHandoffs(app.context);
    expect((await visitor.conversation()).state).toBe('closed');
  });

  test('outside the hours nobody is promised: the form, and when people are back', async () => {
    const weekly = [{ day: 'tuesday' as const, from: '12:00', to: '13:00' }];
    const { visitor, staff } = await people({ hours: { timeZone: 'Europe/Berlin', weekly } });
    const { handoff } = await visitor.say(ASK);
    const opensAt = Date.parse('2026-12-01T11:00:00Z');
    expect(handoff).toMatchObject({ state: 'requested', form: true, opensAt });
    expect(handoff?.message).toContain('Tuesday');
    expect(handoff?.message).toContain('12:00');
    expect((await visitor.say('Hello')).kind).toBe('smalltalk');
    expect(await staff.inbox()).toMatchObject({ open: false, opensAt, items: [{ state: 'requested' }] });
  });

  test('notes are for staff: nothing that a visitor can read holds one', async () => {
    const { visitor, staff } = await people();
    const { conversationId } = await visitor.say(ASK);
    const text = 'VIP, be careful';
    expect((await staff.post(`${conversationId}/notes`, { text, name: 'Anna' })).status).toBe(201);
    expect((await staff.read(conversationId)).notes).toMatchObject([{ text, authorName: 'Anna' }]);
    expect(JSON.stringify(await visitor.conversation())).not.toContain('VIP');
  });

  test('what is sent twice with the same key is there once', async () => {
    const { visitor, staff } = await people();
    const { conversationId } = await visitor.say(ASK);
    await staff.take(conversationId);
    const message = { text: 'Hello', key: 'send-0001' };
    const ids = [];
    for (let time = 0; time < 2; time += 1) {
      ids.push(await (await staff.post(`${conversationId}/messages`, message)).json());
    }
    expect(ids[0]).toEqual(ids[1]);
    expect(textsOf(await visitor.conversation()).filter((text) => text === 'Hello')).toHaveLength(1);
  });

  test('a conversation that went on is not changed by who looked at it before', async () => {
    const { botId, visitor, staff: anna } = await people();
    const ben = await staffOf(app, botId);
    const { conversationId } = await visitor.say(ASK);
    const before = (await ben.inbox()).items[0]?.version;
    await anna.take(conversationId);
    const late = await ben.post(`${conversationId}/close`, { expectedVersion: before });
    expect(late.status).toBe(409);
    expect(await late.json()).toMatchObject({
      error: { message: expect.stringContaining('Anna has it now') },
    });
    expect((await visitor.conversation()).state).toBe('with-person');
    const to = { id: 'key:ben', name: 'Ben' };
    const moved = await anna.post(`${conversationId}/transfer`, { to });
    expect(await moved.json()).toMatchObject({ agent: to });
    expect((await anna.post(`${conversationId}/messages`, { text: 'Bye' })).status).toBe(409);
  });

  test('left for a colleague who is away it waits in its place, marked for them, and anybody takes it', async () => {
    const { botId, visitor, second, staff: anna } = await people();
    const ben = await staffOf(app, botId);
    const { conversationId } = await visitor.say(ASK);
    clock.advance(1_000);
    await second.say(ASK);
    await anna.take(conversationId);
    const to = { id: 'user:carla', name: 'Carla' };
    const left = await anna.post(`${conversationId}/transfer`, { to, waits: true });
    expect(await left.json()).toMatchObject({ state: 'waiting', agent: null, meantFor: to, position: 1 });
    expect((await visitor.conversation()).handoff).toMatchObject({ state: 'waiting', position: 1 });
    expect(JSON.stringify(await visitor.conversation())).not.toContain('Carla');
    await ben.take(conversationId);
    expect((await anna.inbox()).items.find(({ id }) => id === conversationId)).toMatchObject({
      state: 'with-person',
      meantFor: null,
    });
  });

  test('colleagues who may answer are named, there or not; who only looks is told nothing', async () => {
    const { botId } = await people();
    const agent = await addPerson(app, 'agent');
    await addPerson(app, 'viewer');
    const path = `/api/admin/bots/${botId}/inbox/colleagues`;
    const told = (await (await agent.request(path)).json()) as Colleagues;
    expect(told.colleagues).toEqual([
      { id: expect.stringContaining('user:'), name: 'The agent', present: false },
    ]);
    expect((await app.request(path, { key: await app.keyOf('reader') })).status).toBe(403);
    await agent.request(`/api/admin/bots/${botId}/inbox/presence`, { method: 'PUT', body: { away: false } });
    const after = (await (await agent.request(path)).json()) as Colleagues;
    expect(after.colleagues).toMatchObject([{ present: true }]);
  });

  test('who says yes to the offer of a person gets into the line, who says no is not asked again', async () => {
    const { visitor, second } = await people();
    await visitor.say('This is a joke, I am so angry');
    expect(await visitor.say('yes please')).toMatchObject({ kind: 'handoff', handoff: { state: 'waiting' } });
    await second.say('This is a joke, I am so angry');
    const declined = await second.say('no thanks');
    expect(declined).toMatchObject({ kind: 'smalltalk' });
    expect(declined.text).not.toContain('person');
  });

  test('refused twice and anger offer a person, or call one where the admin wants it', async () => {
    const { visitor, second, staff } = await people({ actions: { refused: 'request', anger: 'offer' } });
    const angry = await second.say('This is ridiculous! How long does delivery take?');
    expect(angry.handoff).toMatchObject({ state: 'offered' });
    const first = await visitor.say('Who won the football world cup in 1974?');
    expect(first).toMatchObject({ kind: 'refusal', handoff: { state: 'offered' } });
    const again = await visitor.say('Which planet is the largest of all?');
    expect(again).toMatchObject({ kind: 'refusal', handoff: { state: 'waiting' } });
    expect((await staff.inbox()).items).toMatchObject([{ reason: 'refused' }]);
  });

  test('an admin’s keyword calls a person, and the bot says nothing of the matter', async () => {
    const { visitor } = await people({ keywords: ['lawyer'] });
    expect(await visitor.say('My lawyer asks how long delivery takes')).toMatchObject({
      text: 'A colleague will help you.',
      kind: 'handoff',
      handoff: { state: 'waiting' },
    });
  });

  test('where people are not live, a person is a form, and the bot stays', async () => {
    const { visitor } = await people({ live: false });
    expect((await visitor.say(ASK)).handoff).toMatchObject({ state: 'requested', form: true });
    expect((await visitor.say('Hello')).kind).toBe('smalltalk');
  });
});
