import { expect, test } from 'vitest';
import { listAudit } from '../../../server/audit/index.ts';
import type { FlaggedAnswerList } from '../../../server/contract/index.ts';
import { describeApps, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
import { addPerson } from '../../support/people.ts';
import { type AskedAsVisitor, askAsVisitor } from '../../support/visitors.ts';

const path = `/api/admin/bots/${TEST_BOT_ID}`;
const QUESTION = 'How long does standard delivery take?';
const SAID = 'Standard delivery takes three working days. [1]';
const flagPath = ({ conversationId, messageId }: Pick<AskedAsVisitor, 'conversationId' | 'messageId'>) =>
  `${path}/conversations/${conversationId}/messages/${messageId}/flag`;
const today = () => new Date().toISOString().slice(0, 10);

async function listOf(app: TestApp, key: string, query = ''): Promise<FlaggedAnswerList> {
  const response = await app.request(`${path}/flags${query}`, { key });
  expect(response.status).toBe(200);
  return await response.json();
}

async function countOf(app: TestApp, key: string, query = ''): Promise<number> {
  return (await (await app.request(`${path}/flags/count${query}`, { key })).json()).count;
}

/** Flags as a busy team leaves them, all of one moment, without asking so many questions. */
async function insertFlags(app: TestApp, conversationId: string, count: number): Promise<void> {
  const { db } = app.context.store;
  const { passport } = await db.selectFrom('turns').select('passport').executeTakeFirstOrThrow();
  const ids = Array.from({ length: count }, (_, index) => `many-${String(index).padStart(3, '0')}`);
  const of = { conversation_id: conversationId, bot_id: TEST_BOT_ID };
  for (const [index, id] of ids.entries()) {
    const at = { conversation_id: conversationId, position: 10 + index, created_at: 1 };
    await db
      .insertInto('messages')
      .values({ id, ...at, role: 'assistant', parts: '[]', text: id, status: 'complete' })
      .execute();
    await db
      .insertInto('turns')
      .values({ id: `turn-${id}`, ...of, message_id: id, kind: 'model', passport, created_at: 1 })
      .execute();
    await db
      .insertInto('flagged_answers')
      .values({ message_id: id, ...of, author: 'user:x', author_name: 'X', comment: null, flagged_at: 1_000 })
      .execute();
  }
}

describeApps('answers marked as wrong', (open) => {
  test('are listed latest first with who, when and why, until they are put right, and counted', async () => {
    await using app = await open({ script: SAID });
    const agent = await addPerson(app, 'agent');
    const editor = await addPerson(app, 'editor');
    const key = await app.keyOf('reader');
    const first = await askAsVisitor(app, QUESTION);
    const second = await askAsVisitor(app, 'Do you sell gift vouchers for friends?');
    await askAsVisitor(app, QUESTION);
    const mark = { method: 'PUT', body: { comment: 'It is five days.' } };
    expect((await agent.request(flagPath(first), mark)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await editor.request(flagPath(second), { method: 'PUT', body: {} });

    const { answers } = await listOf(app, key);
    expect(answers).toMatchObject([
      { messageId: second.messageId, kind: 'refusal', authorName: 'The editor', state: 'open' },
      {
        messageId: first.messageId,
        conversationId: first.conversationId,
        turnId: first.turnId,
        question: QUESTION,
        answer: expect.stringContaining('three working days'),
        kind: first.kind,
        authorName: 'The agent',
        comment: 'It is five days.',
        state: 'open',
        corrected: false,
      },
    ]);
    expect(answers[0]).not.toHaveProperty('comment');
    expect((await app.request(`${path}/flags`, { key: await app.keyOf('integrator') })).status).toBe(403);
    expect((await app.request(`/api/admin/bots/other/flags`, { key })).status).toBe(404);

    expect((await listOf(app, key, `?from=${today()}&to=${today()}`)).answers).toHaveLength(2);
    expect((await listOf(app, key, '?to=2020-01-01')).answers).toEqual([]);
    expect((await app.request(`${path}/flags?from=2026-02-02&to=2026-02-01`, { key })).status).toBe(400);
    const counted = async () => {
      const { days, flaggedOpen } = await (await app.request(`${path}/insight`, { key })).json();
      return { marked: days.at(-1).flagged, flaggedOpen };
    };
    expect(await counted()).toEqual({ marked: 2, flaggedOpen: 2 });

    const staff = await app.keyOf('staff');
    const body = {
      answerId: first.turnId,
      answer: 'Standard delivery takes five working days.',
      route: 'approved',
    };
    const corrected = await app.request(`${path}/corrections`, { body, key: staff });
    expect(corrected.status).toBe(201);
    const { correction } = await corrected.json();
    expect((await listOf(app, key, '?state=done')).answers).toMatchObject([
      { messageId: first.messageId, state: 'done', corrected: true },
    ]);
    expect((await listOf(app, key, '?state=open')).answers).toMatchObject([{ messageId: second.messageId }]);
    expect(await counted()).toEqual({ marked: 2, flaggedOpen: 1 });
    expect(await countOf(app, key)).toBe(2);
    expect(await countOf(app, key, '?state=open')).toBe(1);
    expect(await countOf(app, key, '?to=2020-01-01')).toBe(0);
    expect((await app.request('/api/admin/bots/other/flags/count', { key })).status).toBe(404);
    await app.request(`${path}/corrections/${correction.id}/undo`, { method: 'POST', key: staff });
    expect(await counted()).toEqual({ marked: 2, flaggedOpen: 2 });
  });

  test('what a colleague marked is changed by those who may teach, what one marked oneself by everybody', async () => {
    await using app = await open({ script: SAID });
    const [agent, other, editor] = [
      await addPerson(app, 'agent'),
      await addPerson(app, 'agent', 'other@example.org'),
      await addPerson(app, 'editor'),
    ];
    const asked = await askAsVisitor(app, QUESTION);
    const flag = flagPath(asked);
    const put = { method: 'PUT', body: { comment: 'Five days.' } };
    const remove = { method: 'DELETE' };
    await agent.request(flag, put);
    for (const refused of [put, remove]) {
      const response = await other.request(flag, refused);
      expect(response.status).toBe(403);
      expect((await response.json()).error.message).toContain('The agent marked this answer.');
      expect((await app.request(flag, { ...refused, key: await app.keyOf('reader') })).status).toBe(403);
    }
    expect((await agent.request(flag, put)).status).toBe(200);
    expect((await agent.request(flag, remove)).status).toBe(204);
    await agent.request(flag, put);
    expect((await editor.request(flag, remove)).status).toBe(204);
    await editor.request(flag, put);
    expect((await agent.request(flag, remove)).status).toBe(403);
  });

  test('those who may teach say that one is put right, or is not; marked again it is open again', async () => {
    await using app = await open({ script: SAID });
    const agent = await addPerson(app, 'agent');
    const editor = await addPerson(app, 'editor');
    const key = await app.keyOf('reader');
    const asked = await askAsVisitor(app, QUESTION);
    const flag = flagPath(asked);
    const settle = (settled: boolean) => ({ method: 'PATCH', body: { settled } });
    expect((await editor.request(flag, settle(true))).status).toBe(404);
    await agent.request(flag, { method: 'PUT', body: {} });
    expect((await agent.request(flag, settle(true))).status).toBe(403);
    const done = await editor.request(flag, settle(true));
    expect(await done.json()).toMatchObject({ settledByName: 'The editor', settledAt: expect.any(Number) });
    expect((await listOf(app, key, '?state=done')).answers).toMatchObject([
      { state: 'done', corrected: false, settledByName: 'The editor' },
    ]);
    expect(await (await editor.request(flag, settle(false))).json()).not.toHaveProperty('settledAt');
    await editor.request(flag, settle(true));
    await agent.request(flag, { method: 'PUT', body: { comment: 'Still three days.' } });
    expect((await listOf(app, key, '?state=open')).answers).toMatchObject([{ comment: 'Still three days.' }]);
    const audit = await listAudit(app.context.store, { subject: `bot:${TEST_BOT_ID}`, limit: 20 });
    const verbs = audit.map(({ verb }) => verb).filter((verb) => verb.includes('Flag'));
    expect(verbs).toEqual(['settleFlag', 'reopenFlag', 'settleFlag']);
  });

  test('a page of many ends where the next begins, also where all are of one moment', async () => {
    await using app = await open({ script: SAID });
    const key = await app.keyOf('reader');
    const { conversationId } = await askAsVisitor(app, QUESTION);
    await insertFlags(app, conversationId, 60);
    const page = await listOf(app, key);
    expect(page.answers).toHaveLength(50);
    const rest = await listOf(app, key, `?before=${page.next}`);
    expect(rest).not.toHaveProperty('next');
    const seen = [...page.answers, ...rest.answers].map(({ messageId }) => messageId);
    expect(new Set(seen).size).toBe(60);
    expect(await countOf(app, key)).toBe(60);
    expect(page.answers[0]?.question).toBe(QUESTION);
    expect((await app.request(`${path}/flags?before=x`, { key })).status).toBe(400);
  });
});
