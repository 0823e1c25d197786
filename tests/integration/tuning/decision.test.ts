import { expect, test } from 'vitest';
import { DECISION } from '../../../server/answering/index.ts';
import { updateBotSettings } from '../../../server/bots/index.ts';
import { openPassageIndex } from '../../../server/knowledge/index.ts';
import type { Store } from '../../../server/store/index.ts';
import { fitDecisionOnLessons } from '../../../server/tuning/decision/fit-on-lessons.ts';
import {
  createLesson,
  createTestQuestion,
  DECISION_JOB,
  decisionOfVersion,
  fitOwnDecision,
  getDecisionMeasure,
  measureOwnDecision,
  startDecisionMeasure,
} from '../../../server/tuning/index.ts';
import { handClock } from '../../support/clock.ts';
import { fakeEmbedder, fakeReader } from '../../support/fake-models.ts';
import { insertBotWithPassages, readyDocumentRow } from '../../support/rows.ts';
import { describeStores, type OpenTestStore, silentLog } from '../../support/store.ts';

const [actor, botId] = ['key:staff', 'bot'];
const SETTINGS = { organisation: 'Shop', greeting: 'Hello!', refusal: 'No.', handoffMessage: 'One moment.' };
const GOODS = 'tent boot rope stove lamp coat rucksack map pole mat cup axe'.split(' ');

/** A shop that says of a dozen goods what their repair costs. */
async function openShop(open: OpenTestStore) {
  await using opening = new AsyncDisposableStack();
  const store = opening.use(await open());
  const passages = GOODS.map((name, at) => ({
    id: `p${at}`,
    text: `The repair of a ${name} costs ${at + 20} pounds and takes a week in our workshop.`,
  }));
  await insertBotWithPassages(store, botId, passages);
  for (const [at, name] of GOODS.entries()) await moveToDocument(store, { passage: `p${at}`, name });
  const clock = handClock(5);
  await updateBotSettings({ store, clock }, { actor: 'system:test', botId, changes: SETTINGS });
  const embedder = fakeEmbedder();
  const deps = { store, clock, embedder, log: silentLog };
  const index = opening.use(await openPassageIndex({ ...deps, dataDir: store.dataDir }));
  const opened = opening.move();
  return { ...deps, index, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

async function moveToDocument(
  { db }: Pick<Store, 'db'>,
  { passage, name }: { passage: string; name: string },
): Promise<void> {
  const content = { name: `${name}.md`, title: name, media_type: 'text/markdown', content_hash: name };
  const row = readyDocumentRow({ ...content, id: name, bot_id: botId, bytes: new Uint8Array() });
  await db.insertInto('documents').values(row).execute();
  await db.updateTable('passages').set({ document_id: name }).where('id', '=', passage).execute();
}

/** A data set of lessons, each answered by the document of the thing that it names. */
async function teach({ store }: Shop, questions: readonly string[]): Promise<string> {
  const dataSetId = `data_${questions.length}`;
  await store.db
    .insertInto('data_sets')
    .values({ id: dataSetId, bot_id: botId, manifest: '{}', created_by: actor, created_at: 5 })
    .execute();
  for (const [position, question] of questions.entries()) {
    const lesson = await createLesson(
      { store, clock: handClock(5) },
      { actor, botId, question, answer: 'A week.', kind: 'skill' },
    );
    await store.db
      .insertInto('data_rows')
      .values({
        data_set_id: dataSetId,
        position,
        state: 'kept',
        part: 'answer',
        split: 'train',
        question,
        target: lesson.answer,
        messages: '[]',
        reason: null,
        who: actor,
        lesson_id: lesson.id,
        document_name: `${GOODS.find((name) => question.includes(` ${name} `))}.md`,
        documents: '[]',
        passage_ids: '[]',
      })
      .execute();
  }
  return dataSetId;
}

type Shop = Awaited<ReturnType<typeof openShop>>;

async function ask(deps: Shop, question: string, answerable: boolean): Promise<void> {
  await createTestQuestion(deps, { actor, botId, question, answerable, split: 'dev' });
}

/** Tests that go against all that is usual: the close match is the one without an answer. */
async function askAgainstTheUsual(deps: Shop): Promise<void> {
  for (const name of GOODS) {
    for (const word of ['repair', 'workshop', 'week', 'pounds']) {
      await ask(deps, `What does the ${word} of a ${name} cost in your workshop?`, false);
      await ask(deps, `Who painted ${word} beside a ${name} in Paris?`, true);
    }
  }
}

describeStores('a bot’s own decision', (open) => {
  test('a measuring that crashes have ended says so, and can be asked for again', async () => {
    await using deps = await openShop(open);
    await ask(deps, 'What does the repair of a tent cost?', true);
    expect(await startDecisionMeasure(deps, { actor, botId })).toMatchObject({ state: 'waiting' });
    await deps.store.db.updateTable('decision_measures').set({ state: 'running' }).execute();
    expect(await startDecisionMeasure(deps, { actor, botId })).toMatchObject({ state: 'running' });
    await deps.store.db
      .updateTable('jobs')
      .set({ state: 'failed' })
      .where('kind', '=', DECISION_JOB)
      .execute();
    expect(await getDecisionMeasure(deps, { botId })).toMatchObject({
      state: 'failed',
      reason: expect.stringMatching(/broken off/),
    });
    expect(await startDecisionMeasure(deps, { actor, botId })).toMatchObject({ state: 'waiting' });
  });

  test('the curve behind the slider comes from its own tests', async () => {
    await using deps = await openShop(open);
    for (const name of GOODS) {
      await ask(deps, `What does the repair of a ${name} cost?`, true);
      await ask(deps, `Who painted the ${name} in Paris?`, false);
    }
    const measured = await measureOwnDecision(deps, { botId });
    expect(measured).toMatchObject({ questions: 24, answerable: 12, threshold: 0.5 });
    expect(measured.auroc?.value).toBeGreaterThan(0.9);
    expect(measured.riskCoverage.at(-1)).toMatchObject({
      coverage: 1,
      falseRefusalRate: 0,
      refusalRecall: 0,
    });
    expect(measured.riskCoverage[0]?.risk).toBe(0);
    expect(measured.reliability.reduce((sum, { items }) => sum + items, 0)).toBe(24);
    const none = await measureOwnDecision(deps, { botId }, AbortSignal.abort()).catch((thrown) => thrown);
    expect(none).toMatchObject({ code: 'cancelled' });
  });

  test('few questions change nothing', async () => {
    await using deps = await openShop(open);
    await ask(deps, 'What does the repair of a tent cost?', true);
    expect(await fitOwnDecision(deps, { actor, botId })).toEqual({
      questions: 1,
      before: null,
      after: null,
      kept: false,
      dropped: false,
      by: 'shipped',
    });
    expect(await decisionOfVersion(deps.store.db, { botId })).toBeUndefined();
  });

  test('what its own questions teach is kept, and measured by it', async () => {
    await using deps = await openShop(open);
    await askAgainstTheUsual(deps);
    const before = await measureOwnDecision(deps, { botId });
    const fitted = await fitOwnDecision(deps, { actor, botId });
    expect(fitted).toMatchObject({ questions: 96, kept: true });
    expect(fitted.after ?? 0).toBeGreaterThan(fitted.before ?? 1);
    expect(await decisionOfVersion(deps.store.db, { botId })).toHaveProperty('features');
    const after = await measureOwnDecision(deps, { botId });
    expect(after.auroc?.value ?? 0).toBeGreaterThan(before.auroc?.value ?? 1);
    const entries = await deps.store.db
      .selectFrom('audit_entries')
      .select('actor')
      .where('verb', '=', 'fitOwnDecision')
      .execute();
    expect(entries).toEqual([{ actor }]);
    expect(await getDecisionMeasure(deps, { botId })).toMatchObject({
      decidesBy: { by: 'own', own: { questions: 96, fittedBy: actor }, brought: null },
    });
  });

  test('what reads the closest lines has its part in every score that is measured and fitted', async () => {
    await using deps = await openShop(open);
    await askAgainstTheUsual(deps);
    const embedder = fakeReader((question) => (question.includes('Paris') ? 9 : -9));
    const unread = await measureOwnDecision(deps, { botId });
    const read = await measureOwnDecision({ ...deps, embedder }, { botId });
    expect(unread.auroc?.value).toBeLessThan(0.5);
    expect(read.auroc?.value).toBeGreaterThan(0.9);
    const fitted = await fitOwnDecision({ ...deps, embedder }, { actor, botId });
    expect(fitted.before).toBeCloseTo(read.auroc?.value ?? 0, 2);
    expect(fitted.after).toBeGreaterThan(0.9);
  });

  test('a fit goes once it is no better any more, and with too few questions nothing changes', async () => {
    await using deps = await openShop(open);
    const row = {
      bot_id: botId,
      model: JSON.stringify(DECISION),
      questions: 50,
      fitted_by: actor,
      fitted_at: 1,
    };
    await deps.store.db.insertInto('decision_models').values(row).execute();
    const few = await fitOwnDecision(deps, { actor, botId });
    expect(few).toMatchObject({ questions: 0, kept: false, dropped: false, by: 'own' });
    expect(await decisionOfVersion(deps.store.db, { botId })).toEqual(DECISION);
    for (const name of GOODS) {
      for (const word of ['repair', 'workshop', 'week', 'pounds']) {
        await ask(deps, `What does the ${word} of a ${name} cost?`, true);
        await ask(deps, `Who painted ${word} beside a ${name} in Paris?`, false);
      }
    }
    expect(await fitOwnDecision(deps, { actor, botId })).toMatchObject({
      kept: false,
      dropped: true,
      by: 'shipped',
    });
    expect(await decisionOfVersion(deps.store.db, { botId })).toBeUndefined();
  });

  test('a bot that declines what its lessons answer gets a decision fitted on them', async () => {
    await using deps = await openShop(open);
    // Asked against all that is usual, while strangers ask what sounds like the pages.
    const odd = GOODS.flatMap((name) =>
      ['repair', 'workshop', 'week', 'pounds'].map(
        (word) => `Who painted ${word} beside a ${name} in Paris?`,
      ),
    );
    const strangers = GOODS.map((name) => `What does the repair of a ${name} cost in your workshop?`);
    const taught = { botId, dataSetId: await teach(deps, odd), findStrangers: async () => strangers };
    const fitted = await fitDecisionOnLessons(deps, taught);
    expect(fitted).toMatchObject({ questions: odd.length });
    expect(fitted?.declinedBefore).toBeGreaterThan(0.5);
    expect(fitted?.declinedAfter).toBeLessThan(0.1);
    expect(await decisionOfVersion(deps.store.db, { botId })).toBeUndefined();
  });

  test('a bot that answers what its lessons answer keeps its decision, and so does one with few lessons', async () => {
    await using deps = await openShop(open);
    const usual = GOODS.flatMap((name) =>
      ['repair', 'workshop', 'week', 'pounds'].map((word) => `What does the ${word} of a ${name} cost?`),
    );
    const findStrangers = async () => ['Who painted the ceiling in Rome?'];
    const fitted = async (questions: readonly string[]) =>
      fitDecisionOnLessons(deps, { botId, dataSetId: await teach(deps, questions), findStrangers });
    expect(await fitted(usual)).toBeUndefined();
    expect(await fitted([])).toBeUndefined();
  });
});
