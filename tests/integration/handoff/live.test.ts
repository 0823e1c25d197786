import { afterAll, beforeAll, expect, test } from 'vitest';
import { followConversation, parseVisitor, RunningTurns } from '../../../server/chat/index.ts';
import type { Conversation, StreamPart } from '../../../server/contract/index.ts';
import { streamPartSchema } from '../../../server/contract/index.ts';
import { LiveEvents, recordEvent, takeConversation } from '../../../server/handoff/index.ts';
import { type RunningServer, serveApp } from '../../../server/http/index.ts';
import { describeApps, type TestApp } from '../../support/app.ts';
import { ASK, emptyBot, type Staff, staffOf, type Visitor, visitorOf } from '../../support/handoff.ts';
import { LiveReader } from '../../support/live-reader.ts';

const SESSION = 'x-foyer-session';

describeApps('live handoff', (open) => {
  let app: TestApp;
  let server: RunningServer;

  beforeAll(async () => {
    app = await open();
    server = await serveApp(app.context, { host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await app[Symbol.asyncDispose]();
  });

  async function waitingVisitor() {
    const botId = await emptyBot(app);
    const visitor = visitorOf(app, botId);
    const { conversationId: id } = await visitor.say(ASK);
    return { botId, visitor, id, staff: await staffOf(app, botId) };
  }

  const followVisitor = (visitor: Visitor, query = '', lastId?: string) =>
    LiveReader.open(`${server.url}/api/chat/talk/live${query}`, {
      [SESSION]: visitor.session,
      ...(lastId === undefined ? {} : { 'last-event-id': lastId }),
    });
  const followStaff = (botId: string, staff: Staff, query = '?name=Anna') =>
    LiveReader.open(`${server.url}/api/admin/bots/${botId}/inbox/events${query}`, {
      authorization: `Bearer ${staff.key}`,
    });

  const saidIn = (reader: LiveReader) =>
    reader.frames.flatMap(({ data }) => (data.type === 'text-delta' ? [data['delta']] : []));

  test('a person’s words, typing and the way there reach the visitor as UI message parts', async () => {
    const { visitor, id, staff } = await waitingVisitor();
    await using reader = await followVisitor(visitor);
    await reader.until(({ data }) => data.type === 'data-handoff');
    await staff.take(id);
    await staff.post(`${id}/typing`);
    await reader.until(({ data }) => data.type === 'data-typing');
    await staff.post(`${id}/messages`, { text: 'Hello, Anna here.' });
    await reader.until(({ data }) => data.type === 'finish');
    const parts = reader.frames.map(({ data }): StreamPart => streamPartSchema.parse(data));
    expect(parts.map(({ type }) => type)).toEqual([
      'data-handoff',
      'data-handoff',
      'data-typing',
      'start',
      'text-start',
      'text-delta',
      'text-end',
      'finish',
    ]);
    expect(parts[0]).toMatchObject({ data: { state: 'waiting', position: 1 } });
    expect(parts[1]).toMatchObject({ data: { state: 'with-person', person: 'Anna' } });
    expect(parts[3]).toMatchObject({ messageMetadata: { author: 'person', authorName: 'Anna' } });
    await staff.post(`${id}/close`);
    await reader.until(({ data }) => JSON.stringify(data).includes('"closed"'));
  });

  test('the place in the line moves up by itself', async () => {
    const { botId, id, staff } = await waitingVisitor();
    const second = visitorOf(app, botId);
    await second.say(ASK);
    await using reader = await followVisitor(second);
    await reader.until(({ data }) => JSON.stringify(data).includes('You are number 2'));
    await staff.take(id);
    await reader.until(({ data }) => JSON.stringify(data).includes('You are number 1'));
  });

  test('whoever comes back after a break has every message once, in order', async () => {
    const { visitor, id, staff } = await waitingVisitor();
    await staff.take(id);
    const loaded: Conversation = await visitor.conversation();
    await staff.post(`${id}/messages`, { text: 'one' });
    let cursor = String(loaded.liveCursor);
    const said: unknown[] = [];
    for (const [before, after] of [
      ['two', 'three'],
      ['four', 'five'],
      ['six', 'seven'],
    ]) {
      await staff.post(`${id}/messages`, { text: before });
      await using reader = await followVisitor(visitor, '', cursor);
      await staff.post(`${id}/messages`, { text: after });
      await reader.until(({ data }) => data.type === 'text-delta' && data['delta'] === after);
      await reader.until(
        ({ data }) => data.type === 'finish' && reader.frames.at(-1)?.data.type === 'finish',
      );
      said.push(...saidIn(reader));
      cursor = reader.lastId;
    }
    expect(said).toEqual(['one', 'two', 'three', 'four', 'five', 'six', 'seven']);
  });

  test('staff are told who waits and who is there, away, and before which conversation', async () => {
    const { botId, id, staff } = await waitingVisitor();
    await using inbox = await followStaff(botId, staff);
    const first = await inbox.until(({ data }) => data.kind === 'standing');
    expect(first).toMatchObject({ data: { waiting: 1, present: [{ name: 'Anna', away: false }] } });
    const body = { away: true, conversationId: id };
    const path = `/api/admin/bots/${botId}/inbox/presence`;
    const { key } = staff;
    expect((await app.request(path, { key, method: 'PUT', body })).status).toBe(200);
    await inbox.until(({ data }) => JSON.stringify(data).includes(`"away":true,"conversationId":"${id}"`));
    await staff.take(id);
    await inbox.until(({ data }) => data['waiting'] === 0);
    await staff.post(`${id}/close`);
    const closed = await app.request(`/api/admin/bots/${botId}/inbox?state=closed`, { key });
    expect(await closed.json()).toMatchObject({ items: [{ id, state: 'closed' }] });
    const onlooker = await app.keyOf('reader', botId);
    await using watching = await followStaff(botId, { ...staff, key: onlooker }, '');
    await watching.until(({ data }) => data.kind === 'standing');
    expect((await staff.inbox()).present).toHaveLength(1);
  });

  test('who has a bot’s conversation open sees its replies as they end; of others nobody is told', async () => {
    const botId = await emptyBot(app);
    const visitor = visitorOf(app, botId);
    const { conversationId } = await visitor.say('Do you sell kites?');
    const staff = await staffOf(app, botId);
    await using inbox = await followStaff(botId, staff);
    await inbox.until(({ data }) => data.kind === 'standing');
    await visitorOf(app, botId).say('Do you sell sledges?');
    const path = `/api/admin/bots/${botId}/inbox/presence`;
    await app.request(path, { key: staff.key, method: 'PUT', body: { conversationId } });
    await visitor.say('And red ones?');
    const told = await inbox.until(({ data }) => data.kind === 'message-added');
    expect(told.data).toMatchObject({ conversationId, data: { author: 'bot' } });
    expect(inbox.frames.filter(({ data }) => data.kind === 'message-added')).toHaveLength(1);
  });

  test('staff see who waits, what is written and typed, and each other; notes never leave the house', async () => {
    const { botId, visitor, id, staff } = await waitingVisitor();
    const { cursor } = await staff.inbox();
    await using inbox = await followStaff(botId, staff, `?name=Anna&after=${cursor}`);
    await using outside = await followVisitor(visitor);
    await outside.until(({ data }) => data.type === 'data-handoff');
    await visitor.say('Hello?');
    await inbox.until(({ data }) => data.kind === 'message-added');
    await visitor.post('typing');
    await inbox.until(({ data }) => data.kind === 'typing');
    await staff.post(`${id}/notes`, { text: 'a secret note' });
    await inbox.until(({ data }) => data.kind === 'note-added');
    await staff.take(id);
    await inbox.until(({ data }) => data.kind === 'state-changed');
    await outside.until(({ data }) => JSON.stringify(data).includes('with-person'));
    expect(JSON.stringify(outside.frames)).not.toMatch(/note/);
    expect((await staff.inbox()).present).toEqual([
      { id: expect.stringContaining('key:'), name: 'Anna', away: false, conversationId: null },
    ]);
    await using again = await followStaff(botId, staff, `?after=${cursor}`);
    await again.until(({ data }) => data.kind === 'state-changed');
    const numbered = again.frames.filter(({ id: number }) => number !== undefined);
    const kinds = numbered.map(({ data }) => data.kind).filter((kind) => kind !== 'typing');
    expect(kinds).toEqual(['message-added', 'note-added', 'state-changed']);
    const ids = numbered.map(({ id: number }) => Number(number));
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
  });

  test('what another process wrote arrives too', async () => {
    const { botId, visitor, id, staff } = await waitingVisitor();
    await using elsewhere = new LiveEvents({ store: app.context.store, log: app.context.log });
    await using reader = await followVisitor(visitor);
    await reader.until(({ data }) => data.type === 'data-handoff');
    const other = { ...app.context, live: elsewhere };
    await takeConversation(other, { actor: 'key:other', name: 'Ben', botId, conversationId: id });
    await reader.until(({ data }) => JSON.stringify(data).includes('"Ben"'));
    expect((await staff.inbox()).items[0]?.agent?.name).toBe('Ben');
  });

  test('a stranger follows nothing, a reader of another bot neither, and a wrong cursor is refused', async () => {
    const { botId, visitor } = await waitingVisitor();
    const stranger = visitorOf(app, botId);
    const { id } = await visitor.conversation();
    const path = `/api/chat/${id}/live`;
    expect((await app.request(path, { session: stranger.session })).status).toBe(404);
    expect((await app.request(path)).status).toBe(401);
    const wrong = { session: visitor.session, headers: { 'last-event-id': 'x' } };
    expect((await app.request('/api/chat/talk/live', wrong)).status).toBe(400);
    const key = await app.keyOf('staff', await emptyBot(app));
    expect((await app.request(`/api/admin/bots/${botId}/inbox/events`, { key })).status).toBe(403);
  });

  test('more windows than one visitor can look at are refused politely, and closing one makes room', async () => {
    const { visitor } = await waitingVisitor();
    const readers: LiveReader[] = [];
    for (let count = 0; count < 10; count += 1) readers.push(await followVisitor(visitor));
    await expect(followVisitor(visitor)).rejects.toThrow('503');
    await readers.pop()?.[Symbol.asyncDispose]();
    await expect
      .poll(async () => {
        const reader = await followVisitor(visitor).catch(() => undefined);
        if (reader) readers.push(reader);
        return reader !== undefined;
      })
      .toBe(true);
    for (const reader of readers) await reader[Symbol.asyncDispose]();
    await expect.poll(() => app.context.live.size).toBe(0);
  });

  test('while windows are many, whoever waits for a person finds room when those with the assistant no longer do', async () => {
    const { botId, visitor } = await waitingVisitor();
    await using live = new LiveEvents({ store: app.context.store, log: app.context.log, maxStreams: 5 });
    const leave = new AbortController();
    using _others = openAll(live, 4, leave.signal);
    const idle = visitorOf(app, botId);
    await idle.say('Do you sell kites?');
    const follow = async ({ session, conversation }: Visitor) => {
      const who = { visitor: parseVisitor(session), id: (await conversation()).id };
      return await followConversation({ ...app.context, live }, who, leave.signal);
    };
    await expect(follow(idle)).rejects.toMatchObject({ code: 'queue_full' });
    const parts = await follow(visitor);
    expect((await parts.next()).value).toMatchObject({ part: { data: { state: 'waiting' } } });
    leave.abort();
    await parts.return(undefined);
  });

  test('who asks for the headers alone holds no stream open', async () => {
    const { visitor, botId, staff } = await waitingVisitor();
    for (let count = 0; count < 11; count += 1) {
      const asked = { method: 'HEAD', headers: { [SESSION]: visitor.session } };
      expect((await fetch(`${server.url}/api/chat/talk/live`, asked)).status).toBe(200);
    }
    const headers = { authorization: `Bearer ${staff.key}` };
    await fetch(`${server.url}/api/admin/bots/${botId}/inbox/events`, { method: 'HEAD', headers });
    await expect.poll(() => app.context.live.size).toBe(0);
  });

  test('what others did long ago is not gone through for who begins to follow', async () => {
    const { botId, visitor, id, staff } = await waitingVisitor();
    await staff.take(id);
    await withSteps(app, botId, 150);
    await staff.post(`${id}/messages`, { text: 'Hello' });
    let queries = 0;
    const counting = app.context.store.db.withPlugin({
      transformQuery({ node }) {
        queries += 1;
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    const deps = { ...app.context, store: { ...app.context.store, db: counting } };
    const leave = new AbortController();
    const who = { visitor: parseVisitor(visitor.session), id };
    const parts = await followConversation(deps, { ...who, after: 0 }, leave.signal);
    for await (const { part } of parts) if (part.type === 'finish') break;
    expect(queries).toBeLessThan(30);
  });

  test('who follows one conversation is woken by what happens to that one alone', async () => {
    const { botId, id, staff } = await waitingVisitor();
    const other = visitorOf(app, botId);
    const { conversationId: otherId } = await other.say('Do you sell kites?');
    const leave = new AbortController();
    const follow = (conversationId: string) => {
      const waiter = { woken: false };
      const next = app.context.live.next(botId, leave.signal, conversationId);
      void next.then(() => Object.assign(waiter, { woken: !leave.signal.aborted }));
      return waiter;
    };
    // The first look wakes everybody.
    const first = follow(otherId);
    await staff.take(id);
    await expect.poll(() => first.woken).toBe(true);
    const [idle, concerned] = [follow(otherId), follow(id)];
    await staff.post(`${id}/messages`, { text: 'Hello' });
    await expect.poll(() => concerned.woken).toBe(true);
    expect(idle.woken).toBe(false);
    await staff.take(otherId);
    await expect.poll(() => idle.woken).toBe(true);
    leave.abort();
  });

  test('a server that stops ends its streams in order', async () => {
    const { visitor } = await waitingVisitor();
    await using live = new LiveEvents({ store: app.context.store, log: app.context.log });
    await using turns = new RunningTurns({ maxTurns: 1 });
    const stopped = await serveApp({ ...app.context, live, turns }, { host: '127.0.0.1', port: 0 });
    const response = await fetch(`${stopped.url}/api/chat/talk/live`, {
      headers: { [SESSION]: visitor.session },
    });
    const text = response.text();
    await stopped[Symbol.asyncDispose]();
    expect(await text).toContain('data-handoff');
  });
});

function openAll(live: LiveEvents, count: number, signal: AbortSignal): DisposableStack {
  const opened = new DisposableStack();
  for (let number = 0; number < count; number += 1) opened.use(live.open(`other ${number}`, signal));
  return opened;
}

/** Another conversation of the bot that has gone to and fro so many times. */
async function withSteps(
  { context: { store, clock } }: TestApp,
  botId: string,
  count: number,
): Promise<void> {
  const at = clock.now();
  const times = { created_at: at, updated_at: at };
  await store.transact(async (tx) => {
    const other = {
      id: `conv_${botId}`,
      bot_id: botId,
      visitor_hash: 'other',
      state: 'bot' as const,
      ...times,
    };
    await tx.insertInto('conversations').values(other).execute();
    for (let step = 0; step < count; step += 1) {
      const event = { botId, conversationId: other.id, kind: 'state-changed' as const, actor: 'visitor', at };
      await recordEvent(tx, { ...event, data: { from: 'bot', to: 'bot', event: 'offer', reason: null } });
    }
  });
}
