import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { listAudit } from '../../../server/audit/index.ts';
import type { PreferenceWish } from '../../../server/contract/index.ts';
import { ENGINES } from '../../../server/store/dialect.ts';
import { preferencesListed } from '../../../server/store/migrations/preferences-listed.ts';
import {
  approvePair,
  createTestQuestion,
  listPairs,
  planPreferenceStep,
  readPreferenceRows,
  retirePair,
} from '../../../server/tuning/index.ts';
import { addPreferencePair } from '../../../server/tuning/preference/add-pair.ts';
import { createTestApp, TEST_BOT_ID } from '../../support/app.ts';
import { fakeEmbedder } from '../../support/fake-models.ts';
import { openTestLessons } from '../../support/lessons.ts';
import { readyDocumentRow } from '../../support/rows.ts';
import { describeStores } from '../../support/store.ts';
import { askAsVisitor } from '../../support/visitors.ts';

const actor = 'key:staff';
const botId = 'bot';
const prompt = (question: string) => [
  { role: 'system', content: 'You help.' } as const,
  { role: 'user', content: question } as const,
];
const pair = (question: string) => ({
  actor,
  botId,
  messages: prompt(question),
  chosen: 'Yes, within 30 days.',
  rejected: 'Perhaps.',
  source: 'correction' as const,
});
const WORDS = ['hat', 'lamp', 'kettle', 'clock', 'boot', 'tent', 'rope', 'stove', 'map', 'pillow'];
const RECIPE = {
  rank: 8,
  alpha: 16,
  learningRate: 5e-4,
  epochs: 3,
  batchRows: 8,
  warmUpShare: 0.05,
  weightDecay: 0.01,
  clipNorm: 1,
  maxTokens: 600,
  evaluationsPerEpoch: 2,
  patience: 2,
  seed: 7,
};

describeStores('preferences', (open) => {
  test('are kept once, without personal data, and move from draft to approved to retired', async () => {
    await using deps = await openTestLessons(open);
    const made = await addPreferencePair(deps, {
      ...pair('I am jo@home.example. Can I return boots?'),
      chosen: 'Yes; write to help@shop.example.',
    });
    expect(made).toMatchObject({
      state: 'draft',
      version: 1,
      author: actor,
      chosen: 'Yes; write to help@shop.example.',
    });
    expect(made.messages.at(-1)?.content).toBe('I am [e-mail]. Can I return boots?');
    const again = addPreferencePair(deps, {
      ...pair('I am jo@home.example. Can I return boots?'),
      chosen: 'Yes; write to help@shop.example.',
    });
    await expect(again).rejects.toMatchObject({ code: 'conflict' });

    const id = { actor, botId, pairId: made.id };
    const approved = await approvePair(deps, { ...id, expectedVersion: 1 });
    expect(approved).toMatchObject({ state: 'approved', reviewer: actor, version: 2 });
    await expect(retirePair(deps, { ...id, expectedVersion: 1 })).rejects.toMatchObject({ code: 'conflict' });
    expect(await retirePair(deps, id)).toMatchObject({ state: 'retired', version: 3 });
    await expect(retirePair(deps, { ...id, botId: 'other' })).rejects.toMatchObject({ code: 'not_found' });
    expect((await listPairs(deps, { botId, state: 'retired' })).pairs).toHaveLength(1);
    expect((await listPairs(deps, { botId, state: 'draft' })).pairs).toEqual([]);
    const verbs = (await listAudit(deps.store, { subject: `bot:${botId}`, limit: 9 })).map(
      ({ verb }) => verb,
    );
    expect(verbs).toEqual(
      expect.arrayContaining(['addPreferencePair', 'approvePreferencePair', 'retirePreferencePair']),
    );
  });

  test('of before are found by what their prompts ask', async () => {
    await using deps = await openTestLessons(open);
    const { db, dialect } = deps.store;
    const asked = 'Help pages:\n\nCustomer: Old?\n\nCustomer: Can I say "boots"?\n\nClosest lines:\n- Hats.';
    for (const question of [asked, 'Two\nlines, Customer: none'])
      await addPreferencePair(deps, pair(question));
    const known = () => db.selectFrom('preference_pairs').select('question').orderBy('sequence').execute();
    const before = await known();
    await db.schema.alterTable('preference_pairs').dropColumn('question').execute();
    await db.schema.alterTable('preference_pairs').dropColumn('retired_by').execute();

    for (const step of preferencesListed(ENGINES[dialect])) await sql.raw(step).execute(db);
    expect(await known()).toEqual(before);
    expect(before).toEqual([{ question: 'Can I say "boots"?' }, { question: 'Two\nlines, Customer: none' }]);
  });

  test('of which nothing can be learned are refused', async () => {
    await using deps = await openTestLessons(open);
    const refused = (change: object) => addPreferencePair(deps, { ...pair('Boots?'), ...change });
    await expect(refused({ rejected: 'yes within 30 days' })).rejects.toThrow('the same');
    await expect(refused({ chosen: ' ' })).rejects.toThrow('chosen:');
    await expect(refused({ chosen: 'long '.repeat(1000) })).rejects.toThrow('longer than 4000');
    await expect(refused({ messages: [{ role: 'system', content: 'x' }] })).rejects.toThrow('must end with');
  });

  test('become a step after the lessons, once there are ten approved ones that no test asks', async () => {
    await using store = await openTestLessons(open);
    const deps = { ...store, embedder: fakeEmbedder() };
    const plan = (wish: PreferenceWish) =>
      planPreferenceStep(deps, { botId, recipe: RECIPE, wish, tokensPerSecond: 10 });
    const add = async (question: string) => {
      const made = await addPreferencePair(deps, {
        ...pair(question),
        messages: prompt(`Customer: ${question}`),
      });
      return (await approvePair(deps, { actor, botId, pairId: made.id })).id;
    };
    expect(await plan('auto')).toEqual({ notes: [] });
    const tested = { question: 'Until when do shops rent tents?', answerable: true, split: 'dev' } as const;
    await createTestQuestion(deps, {
      actor,
      botId,
      name: 'tents',
      mustPass: false,
      mustInclude: [],
      ...tested,
    });
    await add('Until when do shops rent tents?');
    const ids: string[] = [];
    for (const word of WORDS) {
      const few = await plan('auto');
      expect(few.plan).toBeUndefined();
      expect(few.notes).toEqual([expect.stringMatching(`from 10 .* this bot has ${ids.length}. 1 more ask`)]);
      await expect(plan('require')).rejects.toMatchObject({ code: 'bad_request' });
      ids.push(await add(`What does the ${word} cost?`));
    }
    expect(await plan('skip')).toEqual({ notes: [] });
    const { plan: made, notes } = await plan('auto');
    expect(notes).toEqual([
      expect.stringMatching(
        /learns from 8 corrections .* 2 kept aside; that takes about 4 minutes more. 1 more ask/,
      ),
    ]);
    expect([...(made?.train ?? []), ...(made?.heldOut ?? [])].toSorted()).toEqual(ids.toSorted());
    expect(made?.heldOut).toHaveLength(2);
    expect(made?.recipe).toMatchObject({ rank: 8, epochs: 6, objective: { kind: 'preference', beta: 0.1 } });
    expect(made?.recipe.learningRate).toBeLessThan(RECIPE.learningRate);
    expect((await plan('require')).plan).toEqual(made);
    if (!made) throw new Error('There is a plan.');
    const rows = await readPreferenceRows(deps, { botId, plan: made });
    expect(rows.train).toHaveLength(8);
    expect(rows.heldOut[0]).toMatchObject({
      messages: [
        { role: 'system' },
        { role: 'user' },
        { role: 'assistant', content: 'Yes, within 30 days.' },
      ],
      rejected: 'Perhaps.',
    });
    await store.store.db
      .deleteFrom('preference_pairs')
      .where('id', '=', ids[0] ?? '')
      .execute();
    await expect(readPreferenceRows(deps, { botId, plan: made })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('of one prompt alone are not learned: none could be kept aside', async () => {
    await using store = await openTestLessons(open);
    const deps = { ...store, embedder: fakeEmbedder() };
    for (const word of WORDS) {
      const made = await addPreferencePair(deps, {
        ...pair('Can I return it?'),
        rejected: `Ask the ${word}.`,
      });
      await approvePair(deps, { actor, botId, pairId: made.id });
    }
    const plan = (wish: PreferenceWish) =>
      planPreferenceStep(deps, { botId, recipe: RECIPE, wish, tokensPerSecond: 10 });
    expect(await plan('auto')).toEqual({ notes: [expect.stringMatching(/several questions.*too few/)] });
    await expect(plan('require')).rejects.toMatchObject({ code: 'bad_request' });
  });

  test('are not learned where their document is not for everybody', async () => {
    await using deps = await openTestLessons(open);
    const content = {
      bot_id: botId,
      title: 'Terms',
      media_type: 'text/plain',
      content_hash: '00',
      bytes: new Uint8Array(),
    };
    for (const [id, audience] of [
      ['open', 'everyone'],
      ['closed', '["partners"]'],
    ] as const) {
      const row = { ...readyDocumentRow({ ...content, id, name: id }), audience };
      await deps.store.db.insertInto('documents').values(row).execute();
    }
    const ids: string[] = [];
    for (let number = 0; number < 12; number++) {
      const documentIds = number < 2 ? ['open', 'closed'] : ['open'];
      const made = await addPreferencePair(deps, { ...pair(`Question ${number}`), documentIds });
      ids.push((await approvePair(deps, { actor, botId, pairId: made.id })).id);
    }
    const input = { botId, recipe: RECIPE, wish: 'auto' as const, tokensPerSecond: 10 };
    const { plan } = await planPreferenceStep({ ...deps, embedder: fakeEmbedder() }, input);
    expect([...(plan?.train ?? []), ...(plan?.heldOut ?? [])].sort()).toEqual(ids.slice(2).sort());
  });
});

test('a served answer is corrected over HTTP: the prompt is the one that the model was given', async () => {
  const prompts: unknown[] = [];
  await using shop = await createTestApp({
    script: (messages) => {
      prompts.push(messages);
      return 'Standard delivery takes three working days.';
    },
  });
  const key = await shop.keyOf('staff');
  const path = `/api/admin/bots/${TEST_BOT_ID}`;
  const question = 'How long does standard delivery take?';
  const asked = await (await shop.request(`${path}/ask`, { body: { question }, key })).json();
  const send = (body: object) => shop.request(`${path}/preferences`, { body, key });
  const chosen = 'Three working days, for 4 euros.';
  const response = await send({ turnId: asked.turnId, chosen });
  expect(response.status).toBe(201);
  const made = await response.json();
  expect(made.messages).toEqual(prompts[0]);
  expect(made).toMatchObject({ turnId: asked.turnId, source: 'correction', state: 'draft', chosen });
  expect(made.rejected).toBe('Standard delivery takes three working days and costs 4 euros.');
  expect(made.documentIds).toHaveLength(2);

  const approve = { body: { expectedVersion: 1 } };
  const alone = await shop.request(`${path}/preferences/${made.id}/approve`, { ...approve, key });
  expect(alone.status, 'what a bot is taught, two people have seen').toBe(403);
  const approved = await shop.request(`${path}/preferences/${made.id}/approve`, {
    ...approve,
    key: await shop.keyOf('admin'),
  });
  expect(await approved.json()).toMatchObject({ state: 'approved', version: 2 });
  const list = await shop.request(`${path}/preferences?state=approved`, { key });
  expect((await list.json()).pairs).toHaveLength(1);
  const reader = await shop.keyOf('reader');
  expect(
    (await shop.request(`${path}/preferences/${made.id}/retire`, { body: {}, key: reader })).status,
  ).toBe(403);
});

test('they are listed with where they came from, found, paged, and deleted so that they can be proposed anew', async () => {
  await using shop = await createTestApp({
    script: () => 'Standard delivery takes three working days.',
  });
  const [key, reader] = [await shop.keyOf('admin'), await shop.keyOf('reader')];
  const path = `/api/admin/bots/${TEST_BOT_ID}`;
  const list = async (query = '') =>
    (await shop.request(`${path}/preferences?${query}`, { key: reader })).json();
  const visit = await askAsVisitor(shop, 'How long does standard delivery take?');
  const answer = 'Gladly! Standard delivery takes three working days.';
  const testQuestion = 'When can I expect a parcel sent the cheap way?';
  const body = { answerId: visit.messageId, answer, route: 'lesson', testQuestion };
  const { correction } = await (await shop.request(`${path}/corrections`, { body, key })).json();
  const tried = { question: 'How long does delivery take?' };
  const { turnId } = await (await shop.request(`${path}/ask`, { body: tried, key })).json();
  const proposal = { turnId, chosen: 'Three working days.', rejected: 'Some 100% of a week.' };
  const other = await (await shop.request(`${path}/preferences`, { body: proposal, key })).json();

  const first = await list('limit=1');
  expect(first).toMatchObject({ total: 2, pairs: [{ id: other.id, question: tried.question }] });
  expect(first.pairs[0]).not.toHaveProperty('conversationId');
  const second = await list(`limit=1&before=${first.next}`);
  expect(second).toEqual({ total: 2, pairs: [expect.anything()] });
  expect(second.pairs[0]).toMatchObject({
    id: correction.made.pairId,
    lessonId: correction.made.lessonId,
    correctionId: correction.id,
    conversationId: visit.conversationId,
    messageId: visit.messageId,
    documents: expect.arrayContaining([expect.objectContaining({ name: 'delivery.md' })]),
  });
  const { db } = shop.context.store;
  const hide = async (erased_at: number | null, conversation_id: string | null) => {
    await db.updateTable('lessons').set({ erased_at }).where('id', '=', correction.made.lessonId).execute();
    await db.updateTable('turns').set({ conversation_id }).where('id', '=', second.pairs[0].turnId).execute();
  };
  await hide(1, null);
  const [withoutOrigin] = (await list(`limit=1&before=${first.next}`)).pairs;
  for (const lost of ['conversationId', 'messageId', 'lessonId']) {
    expect(withoutOrigin).not.toHaveProperty(lost);
  }
  await hide(null, visit.conversationId);
  const found = async (text: string) =>
    (await list(`text=${encodeURIComponent(text)}`)).pairs.map(({ id }: { id: string }) => id);
  expect(await found('GLADLY')).toEqual([correction.made.pairId]);
  expect(await found('LONG does delivery')).toEqual([other.id]);
  expect(await found('100%')).toEqual([other.id]);
  expect(await found('unworn boots'), 'what the pages of a prompt say is not searched').toEqual([]);

  const retire = { body: { expectedVersion: 1 }, key };
  await shop.request(`${path}/preferences/${correction.made.pairId}/retire`, retire);
  expect(await list('state=retired')).toMatchObject({
    total: 1,
    pairs: [{ id: correction.made.pairId, retiredBy: expect.stringMatching(/^key:/) }],
  });
  const one = `${path}/preferences/${other.id}`;
  expect((await shop.request(one, { method: 'DELETE', key: reader })).status).toBe(403);
  expect((await shop.request(one, { method: 'DELETE', key })).status).toBe(204);
  expect((await shop.request(one, { method: 'DELETE', key })).status).toBe(404);
  expect((await list()).total).toBe(1);
  const kept = await db.selectFrom('preference_pairs').selectAll().where('id', '=', other.id).execute();
  expect(JSON.stringify(kept)).not.toMatch(/working days|100%|delivery take/);
  const again = await shop.request(`${path}/preferences`, { body: proposal, key });
  expect(again.status).toBe(201);
});

test('what becomes unlikely is what the model said, not what was quoted in its place', async () => {
  const invented = 'Standard delivery comes by airship in ninety minutes.';
  await using shop = await createTestApp({ script: () => invented });
  const key = await shop.keyOf('staff');
  const path = `/api/admin/bots/${TEST_BOT_ID}`;
  const body = { question: 'How long does standard delivery take?' };
  const asked = await (await shop.request(`${path}/ask`, { body, key })).json();
  expect(asked.passport.kind).toBe('quote');
  expect(asked.text).not.toContain('airship');

  const chosen = 'Standard delivery takes three working days.';
  const lesson = { answerId: asked.turnId, answer: chosen, route: 'lesson', testQuestion: 'Is post quick?' };
  const corrected = await shop.request(`${path}/corrections`, { body: lesson, key });
  expect(corrected.status).toBe(201);
  const { pairs } = await (await shop.request(`${path}/preferences`, { key })).json();
  expect(pairs).toMatchObject([{ chosen, rejected: invented }]);
  const { correction } = await corrected.json();
  expect(correction.before).toBe(asked.text.replace(/ \[1\]$/, ''));
});
