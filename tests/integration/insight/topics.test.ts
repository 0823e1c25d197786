import { expect, test } from 'vitest';
import { listAudit } from '../../../server/audit/index.ts';
import { gatherTopics } from '../../../server/insight/index.ts';
import { describeApps, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
import { addPerson } from '../../support/people.ts';
import { askAsVisitor } from '../../support/visitors.ts';

const path = `/api/admin/bots/${TEST_BOT_ID}`;
const GIFTS = 'Do you sell gift vouchers for friends?';

async function topicsOf(app: TestApp, key: string, query = '') {
  return await (await app.request(`${path}/topics${query}`, { key })).json();
}

/** Turns as visitors leave them, without asking thousands of questions. */
async function insertRefusals(app: TestApp, questions: readonly string[]): Promise<void> {
  const { db } = app.context.store;
  const conversation = { id: 'many', bot_id: TEST_BOT_ID, visitor_hash: 'x', state: 'bot' as const };
  await db
    .insertInto('conversations')
    .values({ ...conversation, created_at: 1, updated_at: 1 })
    .execute();
  const { passport } = await db.selectFrom('turns').select('passport').executeTakeFirstOrThrow();
  const rows = questions.map((question, index) => ({
    id: `many-${String(index).padStart(5, '0')}`,
    conversation_id: 'many',
    bot_id: TEST_BOT_ID,
    message_id: null,
    kind: 'refusal',
    passport: JSON.stringify({ ...JSON.parse(passport), question, searched: question }),
    created_at: 1 + index,
  }));
  for (let at = 0; at < rows.length; at += 500) {
    await db
      .insertInto('turns')
      .values(rows.slice(at, at + 500))
      .execute();
  }
}

describeApps('topics', (open) => {
  test('a thumb is kept with its reason, replaced, shown to staff and taken back; only by who was answered', async () => {
    await using app = await open({ script: 'Standard delivery takes three working days. [1]' });
    const asked = await askAsVisitor(app, 'How long does standard delivery take?');
    const feedback = `/api/chat/${asked.conversationId}/messages/${asked.messageId}/feedback`;
    const rate = (body: object, session = asked.session) => app.request(feedback, { body, session });
    const shown = async () => {
      const key = await app.keyOf('reader');
      const { messages } = await (
        await app.request(`${path}/conversations/${asked.conversationId}`, { key })
      ).json();
      return messages[1].metadata.feedback;
    };
    expect((await rate({ verdict: 'up' })).status).toBe(204);
    expect(await shown()).toEqual({ verdict: 'up' });
    const comment = 'Write to me at jo@home.example';
    expect((await rate({ verdict: 'down', reason: 'wrong', comment })).status).toBe(204);
    expect(await shown()).toEqual({ verdict: 'down', reason: 'wrong', comment: 'Write to me at [e-mail]' });
    const listed = async (verdict: string) => {
      const key = await app.keyOf('reader');
      const answer = await app.request(`${path}/conversations?feedback=${verdict}`, { key });
      return (await answer.json()).conversations;
    };
    expect(await listed('up')).toEqual([]);
    expect(await listed('down')).toMatchObject([{ id: asked.conversationId, thumbsUp: 0, thumbsDown: 1 }]);
    const own = await (
      await app.request(`/api/chat/${asked.conversationId}`, { session: asked.session })
    ).json();
    expect(own.messages[1].metadata.feedback.verdict).toBe('down');

    const stranger = await askAsVisitor(app, 'How long does standard delivery take?');
    expect((await rate({ verdict: 'up' }, stranger.session)).status).toBe(404);
    const user = own.messages[0].id;
    const onQuestion = `/api/chat/${asked.conversationId}/messages/${user}/feedback`;
    const { session } = asked;
    expect((await app.request(onQuestion, { body: { verdict: 'up' }, session })).status).toBe(404);
    expect((await rate({ verdict: 'maybe' })).status).toBe(400);
    expect((await rate({ verdict: 'none' })).status).toBe(204);
    expect(await shown()).toBeUndefined();
  });

  test('whoever reads a conversation marks an answer in it as wrong, and editors find it', async () => {
    await using app = await open({ script: 'Standard delivery takes three working days. [1]' });
    const agent = await addPerson(app, 'agent');
    const staff = await app.keyOf('staff');
    const { conversationId, messageId, session } = await askAsVisitor(app, 'How long does delivery take?');
    const place = `${path}/conversations/${conversationId}`;
    const flagPath = (message: string) => `${place}/messages/${message}/flag`;
    const put = (message: string, body: object = {}) =>
      agent.request(flagPath(message), { method: 'PUT', body });
    const flags = async () => (await (await agent.request(`${place}/flags`)).json()).flags;

    const integrator = await app.keyOf('integrator');
    const refused = { key: integrator, method: 'PUT', body: {} };
    expect((await app.request(flagPath(messageId), refused)).status).toBe(403);
    const comment = 'It is five, says jo@home.example';
    const flag = {
      messageId,
      author: expect.stringMatching(/^user:/),
      authorName: 'The agent',
      comment: 'It is five, says [e-mail]',
    };
    expect(await (await put(messageId, { comment })).json()).toMatchObject(flag);
    expect(await flags()).toMatchObject([flag]);
    const own = await (await app.request(`/api/chat/${conversationId}`, { session })).json();
    expect(JSON.stringify(own)).not.toMatch(/five|The agent/);
    expect((await put(own.messages[0].id)).status).toBe(404);
    expect((await put('nothing')).status).toBe(404);
    expect((await put(messageId, { comment: 'x'.repeat(1_001) })).status).toBe(400);

    await app.request(`${path}/topics/gather`, { method: 'POST', key: staff });
    const [topic] = (await topicsOf(app, staff)).topics;
    expect(topic).toMatchObject({ asked: 1, flagged: 1, refused: 0, thumbsDown: 0, unanswered: 1 });
    const questions = await app.request(`${path}/topics/${topic.id}/questions`, { key: staff });
    expect((await questions.json()).questions).toMatchObject([
      { conversationId, flaggedBy: 'The agent', flagComment: flag.comment },
    ]);

    const close = { changes: { state: 'closed' }, expectedVersion: 1 };
    await app.request(`${path}/topics/${topic.id}`, { method: 'PATCH', body: close, key: staff });
    await new Promise((resolve) => setTimeout(resolve, 5));
    await put(messageId);
    expect(await flags()).toMatchObject([{ messageId, authorName: 'The agent' }]);
    const [closed] = (await topicsOf(app, staff, '?state=closed')).topics;
    expect(closed).toMatchObject({ unanswered: 1, unansweredSince: 1 });

    const remove = { method: 'DELETE' };
    expect((await app.request(flagPath(messageId), { ...remove, key: integrator })).status).toBe(403);
    expect((await agent.request(flagPath(messageId), remove)).status).toBe(204);
    expect((await agent.request(flagPath(messageId), remove)).status).toBe(404);
    expect(await flags()).toEqual([]);
    expect((await topicsOf(app, staff)).topics).toEqual([]);
    const audit = await listAudit(app.context.store, { subject: `bot:${TEST_BOT_ID}`, limit: 20 });
    const told = audit.filter(({ verb }) => verb.endsWith('lagAnswer'));
    expect(told.map(({ verb, details }) => ({ verb, details }))).toEqual(
      ['unflagAnswer', 'flagAnswer', 'flagAnswer'].map((verb) => ({
        verb,
        details: { conversationId, messageId },
      })),
    );
  });

  test('a courtesy is no answer that could be wrong', async () => {
    await using app = await open();
    const { conversationId, messageId } = await askAsVisitor(app, 'Hello!');
    const flag = `${path}/conversations/${conversationId}/messages/${messageId}/flag`;
    const key = await app.keyOf('reader');
    expect((await app.request(flag, { method: 'PUT', body: {}, key })).status).toBe(404);
  });

  test('what was refused or disliked is sorted, counted, assigned, closed and opened again', async () => {
    await using app = await open({ script: 'Standard delivery takes three working days. [1]' });
    const key = await app.keyOf('staff');
    for (let visitor = 0; visitor < 3; visitor++) {
      expect((await askAsVisitor(app, visitor === 1 ? `${GIFTS} jo@home.example` : GIFTS)).kind).toBe(
        'refusal',
      );
    }
    const liked = await askAsVisitor(app, 'How long does standard delivery take?');
    const disliked = await askAsVisitor(app, 'How long does standard delivery take?');
    const thumb = { verdict: 'down', reason: 'incomplete' };
    const { conversationId, messageId, session } = disliked;
    await app.request(`/api/chat/${conversationId}/messages/${messageId}/feedback`, { body: thumb, session });
    await askAsVisitor(app, 'Hello!');

    expect((await topicsOf(app, key)).pending).toBe(5);
    const gather = () => app.request(`${path}/topics/gather`, { method: 'POST', key });
    expect(await (await gather()).json()).toEqual({ gathered: 5, pending: 0 });
    expect(await (await gather()).json()).toEqual({ gathered: 0, pending: 0 });

    const { topics } = await topicsOf(app, key);
    expect(topics).toHaveLength(2);
    expect(topics[0]).toMatchObject({
      label: GIFTS,
      state: 'open',
      asked: 3,
      refused: 3,
      thumbsDown: 0,
      unanswered: 3,
      unansweredSince: 0,
    });
    expect(topics[0].examples).toContain(`${GIFTS} [e-mail]`);
    expect(JSON.stringify(topics)).not.toContain('home.example');
    expect(topics[1]).toMatchObject({ asked: 2, refused: 0, thumbsDown: 1, unanswered: 1 });
    expect(topics[1].nearestDocuments[0]).toMatchObject({ name: 'delivery.md', title: 'Delivery' });
    const one = `${path}/topics/${topics[1].id}`;
    const { questions } = await (await app.request(`${one}/questions`, { key })).json();
    expect(questions).toMatchObject([
      { conversationId, thumbsDown: true, reason: 'incomplete' },
      { conversationId: liked.conversationId, thumbsDown: false },
    ]);

    const change = (changes: object, expectedVersion: number, by = key) =>
      app.request(`${path}/topics/${topics[0].id}`, {
        method: 'PATCH',
        body: { changes, expectedVersion },
        key: by,
      });
    expect((await change({ state: 'closed' }, 1, await app.keyOf('reader'))).status).toBe(403);
    expect(await (await change({ state: 'closed', assignee: 'Kim' }, 1)).json()).toMatchObject({
      state: 'closed',
      assignee: 'Kim',
      version: 2,
    });
    expect((await change({ state: 'open' }, 1)).status).toBe(409);
    expect((await topicsOf(app, key, '?state=open')).topics).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await askAsVisitor(app, GIFTS);
    await gather();
    const [closed] = (await topicsOf(app, key, '?state=closed')).topics;
    expect(closed).toMatchObject({ unanswered: 4, unansweredSince: 1 });
    const reopened = await (await change({ state: 'open', assignee: null }, 2)).json();
    expect(reopened).toMatchObject({ state: 'open', version: 3 });
    expect(reopened.assignee).toBeUndefined();
  });

  test('a topic goes with its conversations, and nothing of another bot is shown', async () => {
    await using app = await open();
    const key = await app.keyOf('staff');
    const { conversationId } = await askAsVisitor(app, GIFTS);
    await gatherTopics(app.context, { botId: TEST_BOT_ID });
    const { topics } = await topicsOf(app, key);
    const elsewhere = await app.request(`/api/admin/bots/other/topics/${topics[0].id}`, { key });
    expect(elsewhere.status).toBe(404);
    await app.context.store.db.deleteFrom('conversations').where('id', '=', conversationId).execute();
    expect((await topicsOf(app, key)).topics).toEqual([]);
  });

  test('thousands of questions give the same topics however they are gathered, and others have their turn', async () => {
    const subjects = ['vouchers', 'kayaks', 'sledges', 'saddles', 'anchors'];
    const questions = Array.from(
      { length: 2_000 },
      (_, index) => `Are ${subjects[index % 5]} sold ${index % 3}`,
    );
    const gathered: unknown[] = [];
    for (const limit of [1_000, 333]) {
      await using app = await open();
      await askAsVisitor(app, 'Anything at all about unicorns?');
      await insertRefusals(app, questions);
      let ticks = 0;
      const ticking = setInterval(() => ticks++, 1);
      let pending = 1;
      while (pending > 0) ({ pending } = await gatherTopics(app.context, { botId: TEST_BOT_ID, limit }));
      clearInterval(ticking);
      expect(ticks).toBeGreaterThan(50);
      const { topics } = await topicsOf(app, await app.keyOf('reader'));
      gathered.push(topics.map(({ label, asked, examples }: never) => ({ label, asked, examples })));
    }
    expect(gathered[0]).toEqual(gathered[1]);
    expect(JSON.stringify(gathered[0])).toContain('kayaks');
  });

  test('two who gather at once count no question twice', async () => {
    await using app = await open();
    for (let visitor = 0; visitor < 2; visitor++) await askAsVisitor(app, GIFTS);
    const input = { botId: TEST_BOT_ID };
    const both = await Promise.allSettled([
      gatherTopics(app.context, input),
      gatherTopics(app.context, input),
    ]);
    expect(both.some(({ status }) => status === 'fulfilled')).toBe(true);
    const { topics, pending } = await topicsOf(app, await app.keyOf('reader'));
    expect(pending).toBe(0);
    expect(topics).toMatchObject([{ asked: 2 }]);
  });

  test('what many visitors ask is suggested as an approved answer, until there is one', async () => {
    await using app = await open({ script: 'Standard delivery takes three working days. [1]' });
    const key = await app.keyOf('staff');
    const question = 'How long does standard delivery take?';
    const suggestions = async () =>
      (await (await app.request(`${path}/approved-answers/suggestions`, { key })).json()).suggestions;
    for (const wording of [question, question, `Hello, ${question}`]) {
      expect(await suggestions()).toEqual([]);
      await askAsVisitor(app, wording);
      await gatherTopics(app.context, { botId: TEST_BOT_ID });
    }
    const [suggestion] = await suggestions();
    expect(suggestion).toMatchObject({
      question,
      paraphrases: [`Hello, ${question}`],
      answer: 'Standard delivery takes three working days and costs 4 euros.',
      asked: 3,
    });
    // What rests on a document for some only is no answer for everybody.
    const { documents } = await (await app.request(`${path}/documents`, { key })).json();
    const { id } = documents.find(({ name }: { name: string }) => name === 'delivery.md');
    const letRead = (audience: object) =>
      app.request(`${path}/documents/${id}`, { method: 'PATCH', body: { audience }, key });
    expect((await letRead({ kind: 'signed-in' })).status).toBe(200);
    expect((await suggestions())[0]).toMatchObject({ question, answer: '' });
    await letRead({ kind: 'everyone' });
    const { answer } = suggestion;
    await app.request(`${path}/approved-answers`, { body: { question, answer }, key });
    expect(await suggestions()).toEqual([]);
  });
});
