import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { listAudit } from '../../../server/audit/index.ts';
import type { CorrectionBody } from '../../../server/contract/index.ts';
import { ENGINES } from '../../../server/store/dialect.ts';
import { madeByCorrections } from '../../../server/store/migrations/made-by-corrections.ts';
import { eraseDerived, makeDataSet, readTrainingRows } from '../../../server/tuning/index.ts';
import { describeApps, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
import { askAsVisitor } from '../../support/visitors.ts';

const path = `/api/admin/bots/${TEST_BOT_ID}`;
const QUESTION = 'How long does standard delivery take?';
/** A correction that is to become a lesson. */
const LESSON = {
  answer: 'Gladly! Standard delivery takes three working days.',
  route: 'lesson',
  testQuestion: 'When can I expect a parcel sent the cheap way?',
};
/** Says the first sentence of the help pages it was given, as an obedient model would. */
const obedient = (messages: readonly { content: string }[]) => {
  const pages = messages.map(({ content }) => content).join('\n');
  return (
    /(?:Standard delivery takes|Delivery takes)[^.]*\./.exec(pages)?.[0] ??
    'Sorry, the help pages do not say.'
  );
};

type Corrected = {
  correction: CorrectionBody;
  advice: { route: string; reason: string };
  now?: { text: string; holds: boolean };
};

async function correct(app: TestApp, key: string, body: object) {
  const response = await app.request(`${path}/corrections`, { body, key });
  const made = await response.json();
  return { status: response.status, made: made as Corrected, error: made.error?.message as string };
}

const testsOf = async (app: TestApp, key: string) =>
  (await (await app.request(`${path}/test-questions`, { key })).json()).tests;

describeApps('corrections', (open) => {
  test('a fact corrected by the message of a visitor is right from the next question on, guarded, and can be undone', async () => {
    await using app = await open({ script: obedient });
    const key = await app.keyOf('staff');
    const wrong = await askAsVisitor(app, QUESTION);
    expect(wrong.text).toContain('three working days');
    const answer = 'Standard delivery takes five working days.';
    const advice = await app.request(`${path}/corrections/advice`, {
      body: { answerId: wrong.messageId, answer },
      key,
    });
    expect(await advice.json()).toMatchObject({
      route: 'fact',
      replaces: { edited: `${answer.slice(0, -1)} and costs 4 euros.`.replace(' and costs 4 euros', '') },
    });

    const { status, made } = await correct(app, key, { answerId: wrong.messageId, answer });
    expect(status).toBe(201);
    expect(made.now).toMatchObject({ holds: true, text: expect.stringContaining('five working days') });
    expect(made.correction).toMatchObject({
      route: 'fact',
      state: 'applied',
      turnId: wrong.turnId,
      messageId: wrong.messageId,
      before: 'Standard delivery takes three working days and costs 4 euros.',
      author: expect.stringMatching(/^key:/),
    });
    const right = await askAsVisitor(app, QUESTION);
    expect(right.text).toContain('five working days');
    const correctedIn = async (conversationId: string) => {
      const query = `conversationId=${conversationId}`;
      return (await (await app.request(`${path}/corrections?${query}`, { key })).json()).corrections;
    };
    expect(await correctedIn(wrong.conversationId)).toMatchObject([
      { id: made.correction.id, standing: { fact: 'in-use', test: 'open' } },
    ]);
    expect(await correctedIn(right.conversationId)).toEqual([]);
    expect(right.text).not.toContain('three');
    expect(await testsOf(app, key)).toMatchObject([
      { kind: 'correction', question: QUESTION, reference: answer, mustPass: true, mustInclude: [] },
    ]);

    // Reading the documents again does not bring the wrong passage back.
    const { documents } = await (await app.request(`${path}/documents`, { key })).json();
    const delivery = documents.find(({ name }: { name: string }) => name === 'delivery.md');
    for (const enabled of [false, true]) {
      const change = { method: 'PATCH', body: { enabled }, key };
      expect((await app.request(`${path}/documents/${delivery.id}`, change)).status).toBe(200);
    }
    expect((await askAsVisitor(app, QUESTION)).text).toContain('five working days');

    const undo = () => app.request(`${path}/corrections/${made.correction.id}/undo`, { method: 'POST', key });
    expect(await (await undo()).json()).toMatchObject({ state: 'undone', undoneBy: expect.any(String) });
    expect((await undo()).status).toBe(409);
    expect((await askAsVisitor(app, QUESTION)).text).toContain('three working days');
    expect(await testsOf(app, key)).toEqual([]);
    const entries = await listAudit(app.context.store, { subject: `bot:${TEST_BOT_ID}`, limit: 50 });
    const verbs = entries.map(({ verb }) => verb);
    expect(verbs).toEqual(expect.arrayContaining(['applyCorrection', 'undoCorrection', 'withholdPassage']));
  });

  test('what no document says becomes a passage of the corrections; several live side by side', async () => {
    await using app = await open({
      script: (messages) =>
        /(?:Dogs|Bicycles) are[^.]*\./.exec(messages.map((m) => m.content).join('\n'))?.[0] ?? '',
    });
    const key = await app.keyOf('staff');
    const facts = [
      ['Are dogs allowed in the shop?', 'Dogs are allowed on a lead at 12 Mill Lane.'],
      ['Are bicycles repaired in the shop?', 'Bicycles are repaired on Fridays by Postwings.'],
    ] as const;
    const corrections: string[] = [];
    for (const [question, answer] of facts) {
      const refused = await askAsVisitor(app, question);
      const { made } = await correct(app, key, { answerId: refused.turnId, answer });
      expect(made.advice.route).toBe('fact');
      corrections.push(made.correction.id);
    }
    for (const [question, answer] of facts) {
      expect((await askAsVisitor(app, question)).text).toContain(answer.replace('12 Mill Lane', '[address]'));
    }
    await app.request(`${path}/corrections/${corrections[0]}/undo`, { method: 'POST', key });
    expect((await askAsVisitor(app, facts[0][0])).text).not.toContain('Dogs');
    expect((await askAsVisitor(app, facts[1][0])).text).toContain('Fridays');
    await app.request(`${path}/corrections/${corrections[1]}/undo`, { method: 'POST', key });
    const { documents } = await (await app.request(`${path}/documents`, { key })).json();
    expect(documents).toHaveLength(2);
  });

  test('an approved answer is made, then changed when it was wrong, and comes back when that is undone', async () => {
    await using app = await open({ script: obedient });
    const key = await app.keyOf('staff');
    const first = await askAsVisitor(app, QUESTION);
    const one = await correct(app, key, {
      answerId: first.messageId,
      answer: 'Four days.',
      route: 'approved',
    });
    expect(one.made.now).toMatchObject({ text: 'Four days.', holds: true });
    const second = await askAsVisitor(app, QUESTION);
    expect(second.kind).toBe('approved');
    const two = await correct(app, key, { answerId: second.messageId, answer: 'Six days.' });
    expect(two.made).toMatchObject({ advice: { route: 'approved' }, now: { text: 'Six days.' } });
    await app.request(`${path}/corrections/${two.made.correction.id}/undo`, { method: 'POST', key });
    expect((await askAsVisitor(app, QUESTION)).text).toBe('Four days.');
    await app.request(`${path}/corrections/${one.made.correction.id}/undo`, { method: 'POST', key });
    expect((await askAsVisitor(app, QUESTION)).kind).toBe('model');
  });

  test('a lesson lies in the next data set beside its preference; staff propose, admins approve; another wording tests it', async () => {
    await using app = await open({ script: obedient });
    const [staff, admin, reader] = await Promise.all([
      app.keyOf('staff'),
      app.keyOf('admin'),
      app.keyOf('reader'),
    ]);
    const { messageId } = await askAsVisitor(app, QUESTION);
    const body = {
      answerId: messageId,
      ...LESSON,
    };
    expect((await correct(app, reader, body)).status).toBe(403);
    expect((await correct(app, staff, { ...body, approve: true })).status).toBe(403);
    for (const testQuestion of [undefined, QUESTION, `Hello, ${QUESTION.toLowerCase()}`]) {
      const { status, error } = await correct(app, staff, { ...body, testQuestion });
      expect(status).toBe(400);
      expect(error).toContain('testQuestion: ask the same in quite other words');
    }
    const lessons = async () => (await (await app.request(`${path}/lessons`, { key: staff })).json()).lessons;
    expect((await lessons()).filter(({ state }: { state: string }) => state !== 'retired')).toEqual([]);

    const proposed = await correct(app, staff, { ...body, answer: 'Of course: three working days.' });
    expect(proposed.status).toBe(201);
    const drafts = (await lessons()).filter(({ state }: { state: string }) => state === 'draft');
    expect(drafts).toMatchObject([{ source: 'correction', documentName: 'delivery.md' }]);
    await app.request(`${path}/corrections/${proposed.made.correction.id}/undo`, {
      method: 'POST',
      key: staff,
    });

    const { status, made } = await correct(app, admin, { ...body, approve: true });
    expect(status).toBe(201);
    expect(made.now).toBeUndefined();
    const pairs = await (await app.request(`${path}/preferences?state=approved`, { key: staff })).json();
    expect(pairs.pairs).toMatchObject([
      {
        id: made.correction.made.pairId,
        chosen: body.answer,
        rejected: 'Standard delivery takes three working days and costs 4 euros.',
      },
    ]);
    const alone = async (query: string) => (await app.request(`${path}/${query}`, { key: staff })).json();
    const undone = proposed.made.correction;
    expect((await alone(`corrections?correctionId=${undone.id}`)).corrections).toMatchObject([
      { id: undone.id, state: 'undone' },
    ]);
    expect(await alone(`preferences?pairId=${undone.made.pairId}`)).toMatchObject({
      pairs: [{ id: undone.made.pairId }],
      total: 1,
    });
    expect(await testsOf(app, staff)).toMatchObject([{ question: body.testQuestion, mustPass: false }]);
    const base = { id: 'base', sha256: '0'.repeat(64) };
    const input = { actor: 'key:a', botId: TEST_BOT_ID, base, seed: 1, withDocuments: false };
    const { dataSetId } = await makeDataSet(app.context, input);
    const rows = await readTrainingRows(app.context, dataSetId);
    expect(JSON.stringify(rows)).toContain('Gladly!');
  });

  test('what was deleted or erased of a correction keeps it from being undone no more', async () => {
    await using app = await open({ script: obedient });
    const admin = await app.keyOf('admin');
    const { messageId } = await askAsVisitor(app, QUESTION);
    const body = {
      answerId: messageId,
      ...LESSON,
      approve: true,
    };
    const undo = async (id: string) =>
      (await app.request(`${path}/corrections/${id}/undo`, { method: 'POST', key: admin })).json();
    const lesson = async (id = '') => (await app.request(`${path}/lessons/${id}`, { key: admin })).json();
    const { correction } = (await correct(app, admin, body)).made;
    const preference = `${path}/preferences/${correction.made.pairId}`;
    expect((await app.request(preference, { method: 'DELETE', key: admin })).status).toBe(204);
    expect((await app.request(`${preference}/retire`, { body: {}, key: admin })).status).toBe(404);
    expect(await undo(correction.id)).toMatchObject({ state: 'undone' });
    expect(await lesson(correction.made.lessonId)).toMatchObject({ state: 'retired' });

    const other = (await correct(app, admin, { ...body, answer: 'Of course: three working days.' })).made;
    const deps = { ...app.context, dataDir: app.dataDir };
    const target = { kind: 'lesson', name: other.correction.made.lessonId ?? '' } as const;
    await eraseDerived(deps, { actor: 'key:admin', botId: TEST_BOT_ID, target });
    expect(await undo(other.correction.id)).toMatchObject({ state: 'undone' });
    const { pairs } = await (await app.request(`${path}/preferences?state=approved`, { key: admin })).json();
    expect(pairs).toEqual([]);
  });

  test('what staff decide on the lesson, and the words they give it, hold for the preference too', async () => {
    await using app = await open({ script: obedient });
    const [staff, admin] = [await app.keyOf('staff'), await app.keyOf('admin')];
    const { messageId } = await askAsVisitor(app, QUESTION);
    const { made } = await correct(app, staff, {
      answerId: messageId,
      ...LESSON,
    });
    const lesson = `${path}/lessons/${made.correction.made.lessonId}`;
    const pair = async () =>
      (await (await app.request(`${path}/preferences`, { key: admin })).json()).pairs[0];
    expect(await pair()).toMatchObject({ state: 'draft' });

    await app.request(`${lesson}/approve`, { body: {}, key: admin });
    expect(await pair()).toMatchObject({ state: 'approved', reviewer: expect.stringMatching(/^key:/) });
    const answer = 'Three working days by standard delivery.';
    await app.request(lesson, { method: 'PATCH', body: { changes: { answer } }, key: staff });
    expect(await pair()).toMatchObject({ state: 'draft', chosen: answer });
    await app.request(`${lesson}/approve`, { body: {}, key: admin });
    expect(await pair()).toMatchObject({ state: 'approved', chosen: answer });
    await app.request(lesson, { method: 'DELETE', key: admin });
    expect(await pair()).toMatchObject({ state: 'retired' });
  });

  test('a lesson finds its own preference by its id, whatever the records of other corrections hold', async () => {
    await using app = await open({ script: obedient });
    const admin = await app.keyOf('admin');
    const { messageId } = await askAsVisitor(app, QUESTION);
    const { made } = await correct(app, admin, {
      answerId: messageId,
      ...LESSON,
    });
    const { db } = app.context.store;
    const { sequence: _new, ...row } = await db
      .selectFrom('corrections')
      .selectAll()
      .executeTakeFirstOrThrow();
    const lessonId = made.correction.made.lessonId ?? '';
    // "_" stands for any character in a LIKE, and a text may speak of any id.
    const others = [`{"lessonId":"${lessonId.replace('_', '-')}"`, `{"noPair":"as in ${lessonId}"`];
    for (const [at, cut] of others.entries()) {
      const other = { ...row, id: `other_${at}`, made: cut, lesson_id: null, pair_id: null };
      await db.insertInto('corrections').values(other).execute();
    }

    const lesson = await app.request(`${path}/lessons/${lessonId}/approve`, { body: {}, key: admin });
    expect(lesson.status).toBe(200);
    const { pairs } = await (await app.request(`${path}/preferences`, { key: admin })).json();
    expect(pairs).toMatchObject([{ id: made.correction.made.pairId, state: 'approved' }]);
  });

  test('corrections of before are known by their lesson and their preference, too', async () => {
    await using app = await open({ script: obedient });
    const admin = await app.keyOf('admin');
    const { messageId } = await askAsVisitor(app, QUESTION);
    await correct(app, admin, {
      answerId: messageId,
      ...LESSON,
    });
    const { db, dialect } = app.context.store;
    const { sequence: _new, ...row } = await db
      .selectFrom('corrections')
      .selectAll()
      .executeTakeFirstOrThrow();
    const noPair = String.raw`"pairId":"pref_x" \u0000`;
    const alone = { ...row, id: 'alone', made: JSON.stringify({ lessonId: 'lesson_x', noPair }) };
    const cut = { ...row, id: 'cut', made: '{"lesson' };
    await db.insertInto('corrections').values([alone, cut]).execute();
    for (const name of ['lesson', 'pair']) {
      await db.schema.dropIndex(`corrections_${name}`).execute();
      await db.schema.alterTable('corrections').dropColumn(`${name}_id`).execute();
    }

    for (const step of madeByCorrections(ENGINES[dialect])) await sql.raw(step).execute(db);
    const known = await db
      .selectFrom('corrections')
      .select(['id', 'lesson_id', 'pair_id'])
      .orderBy('sequence');
    expect(await known.execute()).toEqual([
      { id: row.id, lesson_id: row.lesson_id, pair_id: row.pair_id },
      { id: 'alone', lesson_id: 'lesson_x', pair_id: null },
      { id: 'cut', lesson_id: null, pair_id: null },
    ]);
    expect([row.lesson_id, row.pair_id]).toEqual([
      expect.stringContaining('lesson_'),
      expect.stringContaining('pref_'),
    ]);
  });

  test('what the pages of the answer do not say is no preference, and the correction says why', async () => {
    await using app = await open({ script: obedient });
    const key = await app.keyOf('staff');
    const { messageId } = await askAsVisitor(app, QUESTION);
    const { status, made } = await correct(app, key, {
      answerId: messageId,
      answer: 'Our gardener wraps each parcel in 12 sheets of silver paper.',
      route: 'lesson',
      testQuestion: 'When can I expect a parcel sent the cheap way?',
    });
    expect(status).toBe(201);
    expect(made.correction.made.noPair).toContain('would be to invent');
    const { pairs } = await (await app.request(`${path}/preferences`, { key })).json();
    expect(pairs).toEqual([]);
  });

  test('what cannot be corrected so is refused and leaves nothing behind', async () => {
    await using app = await open({ script: obedient });
    const key = await app.keyOf('staff');
    const { messageId, text } = await askAsVisitor(app, QUESTION);
    expect((await correct(app, key, { answerId: 'msg_none', answer: 'x' })).status).toBe(404);
    expect((await correct(app, key, { answerId: messageId, answer: text })).status).toBe(400);
    const gone = { answerId: messageId, answer: 'It takes 9 days.', replaces: 'psg_gone' };
    expect((await correct(app, key, gone)).status).toBe(404);
    expect((await correct(app, key, { ...gone, route: 'nonsense' })).status).toBe(400);
    const { corrections } = await (await app.request(`${path}/corrections`, { key })).json();
    expect(corrections).toEqual([]);
    expect(await testsOf(app, key)).toEqual([]);
    expect((await askAsVisitor(app, QUESTION)).text).toContain('three working days');
  });
});
