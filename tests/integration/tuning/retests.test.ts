import { expect, test } from 'vitest';
import { AppError } from '../../../server/base/index.ts';
import { createApprovedAnswer, updateBotSettings } from '../../../server/bots/index.ts';
import type { AppContext } from '../../../server/context.ts';
import { getOverview } from '../../../server/insight/index.ts';
import { runJobs } from '../../../server/jobs/index.ts';
import {
  createOwnWord,
  listDocuments,
  setDocumentEnabled,
  setDocumentValidity,
} from '../../../server/knowledge/index.ts';
import type { Generator, ModelFolder } from '../../../server/models/index.ts';
import {
  type CrossEncoder,
  createTestQuestion,
  deleteTestQuestion,
  importTestQuestions,
  listComparisons,
  RETEST_JOB,
  retestJob,
  runRetestClock,
  testChanges,
  testTrends,
} from '../../../server/tuning/index.ts';
import { TEST_BOT_ID as botId, describeApps, type TestApp } from '../../support/app.ts';
import { handClock } from '../../support/clock.ts';
import { heldGenerator } from '../../support/held-generator.ts';
import { afterFirstLook } from '../../support/interrupted-look.ts';
import { insertTrainingRun } from '../../support/rows.ts';

const actor = 'key:staff';
const SAID = 'You can return boots unworn within 30 days.';
const times = { everyMs: 10, quietMs: 0, firstQuietMs: 0 };

async function addTest({ context }: TestApp, name = 'boots', more = {}) {
  const about = { actor, botId, question: 'Can I return unworn boots?', mustInclude: ['30 days'] };
  return await createTestQuestion(context, { ...about, name, ...more });
}

async function enable({ context }: TestApp, name: string, enabled: boolean) {
  const document = (await listDocuments(context, { botId })).find((one) => one.name === name);
  await setDocumentEnabled(context, { botId, documentId: document?.id ?? '', enabled });
}

function working(context: AppContext) {
  return runJobs(context, { [RETEST_JOB]: retestJob(context.retesting) }, { pollMs: 10 });
}

async function retests({ context }: TestApp) {
  return await context.store.db
    .selectFrom('comparisons')
    .select(['id', 'state', 'questions'])
    .where('cause', '=', 'change')
    .orderBy('sequence')
    .execute();
}

/** Nothing waits, nothing runs, and nothing has changed that was not asked about. */
async function settled(app: TestApp, runs: number, timeout = 45_000) {
  const { context } = app;
  await expect
    .poll(async () => [(await testChanges(context, { botId })).state, (await retests(app)).length], {
      timeout,
    })
    .toEqual(['settled', runs]);
}

describeApps('tests that are asked again', (open) => {
  test('once this machine has a cross-encoder, and once it has the bi-encoder beside it, and not before or again', async () => {
    let made: ModelFolder | undefined;
    let ranker: ModelFolder | undefined;
    const crossEncoder: CrossEncoder = {
      find: async () => made,
      findBiEncoder: async () => ranker,
      make: () => Promise.reject(new Error('nobody makes it here')),
      isBeingMade: async () => false,
      removeUnused: async () => undefined,
    };
    await using app = await open({ script: SAID, overrides: { crossEncoder } });
    const { context } = app;
    await using _jobs = working(context);
    await using _clock = runRetestClock(context, times);
    await addTest(app);
    await settled(app, 1);
    made = { id: 'cross-encoder' } as ModelFolder;
    await settled(app, 2);
    const changed = async () => (await testTrends(context, { botId })).runs.map((run) => run.changed);
    expect((await changed()).at(-1)).toEqual(['reading']);
    ranker = { id: 'bi-encoder' } as ModelFolder;
    await settled(app, 3);
    expect((await changed()).at(-1)).toEqual(['reading']);
    await enable(app, 'returns.md', false);
    await settled(app, 4);
    expect((await changed()).at(-1)).toEqual(['documents']);
  });

  test('after a change, with what was right and is wrong, until it is right again', async () => {
    await using app = await open({ script: SAID });
    const { context } = app;
    await using _jobs = working(context);
    await using _clock = runRetestClock(context, times);
    const { id: testId } = await addTest(app);
    await settled(app, 1);
    expect(await testChanges(context, { botId })).toMatchObject({ on: true, worse: [], unasked: 0 });
    expect(await getOverview(context, { botId })).toMatchObject({ worse: null });

    await enable(app, 'returns.md', false);
    await settled(app, 2);
    const told = await testChanges(context, { botId });
    const wrong = { testId, name: 'boots', question: 'Can I return unworn boots?' };
    expect(told.worse).toEqual([
      {
        comparisonId: (await retests(app))[1]?.id,
        changed: ['documents'],
        endedAt: told.lastAt,
        questions: [
          { ...wrong, mustPass: false, before: SAID, now: expect.stringContaining('could not find') },
        ],
      },
    ]);
    const { worse } = await getOverview(context, { botId });
    expect(worse).toEqual({ tests: 1, changed: ['documents'], at: told.lastAt });

    await updateBotSettings(context, { actor, botId, changes: { persona: 'Be brief.' } });
    await settled(app, 3);
    const still = await testChanges(context, { botId });
    expect(still.worse).toMatchObject([{ changed: ['documents'], questions: [{ before: SAID }] }]);
    const trends = await testTrends(context, { botId });
    expect(trends.runs.map(({ cause, changed, passed }) => ({ cause, changed, passed }))).toEqual([
      { cause: 'change', changed: [], passed: 1 },
      { cause: 'change', changed: ['documents'], passed: 0 },
      { cause: 'change', changed: ['settings'], passed: 0 },
    ]);
    expect(await listComparisons(context, { botId })).toEqual([]);

    await enable(app, 'returns.md', true);
    await settled(app, 4);
    expect((await testChanges(context, { botId })).worse).toEqual([]);
  });

  test('when the last day of a document passes, and when its first comes', async () => {
    const clock = handClock();
    await using app = await open({ script: SAID, overrides: { clock } });
    const { context } = app;
    const document = (await listDocuments(context, { botId })).find(({ name }) => name === 'returns.md');
    const documentId = document?.id ?? '';
    await using _jobs = working(context);
    await using _clock = runRetestClock(context, times);
    await addTest(app);
    await setDocumentValidity(context, { botId, documentId, validUntil: clock.now() + 60_000 });
    await settled(app, 1);

    clock.advance(60_000);
    await settled(app, 2);
    const { worse } = await testChanges(context, { botId });
    expect(worse).toMatchObject([{ changed: ['documents'], questions: [{ name: 'boots', before: SAID }] }]);

    const validFrom = clock.now() + 60_000;
    await setDocumentValidity(context, { botId, documentId, validFrom, validUntil: null });
    clock.advance(60_000);
    await settled(app, 3);
    expect((await testChanges(context, { botId })).worse).toEqual([]);
  });

  test('after a change of what customers call things', async () => {
    await using app = await open({ script: SAID });
    const { context } = app;
    await using _jobs = working(context);
    await using _clock = runRetestClock(context, times);
    await addTest(app);
    await settled(app, 1);
    await createOwnWord(context, { actor, botId, customersSay: 'wellies', pagesSay: ['boots'] });
    await settled(app, 2);
    const { runs } = await testTrends(context, { botId });
    expect(runs.map(({ changed }) => changed)).toEqual([[], ['words']]);
  });

  test('when the last day of an approved answer passes', async () => {
    const clock = handClock();
    await using app = await open({ script: SAID, overrides: { clock } });
    const { context } = app;
    const question = 'Can I return unworn boots?';
    const answer = 'Send them to our house in Dresden.';
    const about = { actor, botId, question, answer, expiresAt: clock.now() + 60_000 };
    await createApprovedAnswer(context, about);
    await using _jobs = working(context);
    await using _clock = runRetestClock(context, times);
    await addTest(app, 'boots', { mustInclude: ['Dresden'] });
    await settled(app, 1);
    clock.advance(60_000);
    await settled(app, 2);
    const { worse } = await testChanges(context, { botId });
    expect(worse).toMatchObject([{ changed: ['approved-answers'], questions: [{ before: answer }] }]);
  });

  test('for the first time only once nothing has changed for long, so that whoever begins has the machine', async () => {
    await using app = await open({ script: SAID });
    await using _jobs = working(app.context);
    await addTest(app);
    {
      await using _clock = runRetestClock(app.context, { ...times, firstQuietMs: 3_600_000, longestMs: 0 });
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(await retests(app)).toEqual([]);
    }
    await using _clock = runRetestClock(app.context, times);
    await settled(app, 1);
  });

  test('a change while they are asked leads to exactly one further run', async () => {
    const generator = heldGenerator('You can return boots unworn ', 'within 30 days.');
    await using app = await open({ overrides: { generator } });
    await using _jobs = working(app.context);
    await using _clock = runRetestClock(app.context, times);
    await addTest(app);
    await generator.waiting();
    for (const persona of ['Be brief.', 'Be kind.', 'Be exact.'])
      await updateBotSettings(app.context, { actor, botId, changes: { persona } });
    generator.release();
    await expect.poll(() => retests(app), { timeout: 20_000 }).toHaveLength(2);
    await generator.waiting();
    generator.release();
    await settled(app, 2);
  });

  test('visitors go first: nothing is asked while one is answered, and what was begun is let go', async () => {
    const held = heldGenerator('You can return boots unworn ', 'within 30 days.');
    let asked = 0;
    const generator: Generator = {
      ...held,
      generate(request, signal) {
        asked += 1;
        return held.generate(request, signal);
      },
    };
    await using app = await open({ overrides: { generator } });
    const { turns } = app.context;
    await addTest(app);
    const first = turns.track();
    await using _jobs = working(app.context);
    await using _clock = runRetestClock(app.context, times);
    await expect.poll(async () => (await testChanges(app.context, { botId })).state).toBe('asking');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(asked).toBe(0);
    first[Symbol.dispose]();
    await held.waiting();
    const second = turns.track();
    await expect.poll(() => held.aborted).toBe(1);
    second[Symbol.dispose]();
    await expect.poll(() => asked).toBe(2);
    await held.waiting();
    held.release();
    await settled(app, 1);
    expect((await testTrends(app.context, { botId })).runs).toMatchObject([{ asked: 1, passed: 1 }]);
  });

  test('not where it is switched off, and not while a bot is taught', async () => {
    await using app = await open({ script: SAID, settings: { retest: false } });
    const { context } = app;
    await using _jobs = working(context);
    await using _clock = runRetestClock(context, times);
    await addTest(app);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await testChanges(context, { botId })).toMatchObject({ on: false, state: 'waiting' });
    await insertTrainingRun(context.store, botId);
    await updateBotSettings(context, { actor, botId, changes: { retest: true } });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await retests(app)).toEqual([]);
    await context.store.db.deleteFrom('teach_runs').execute();
    await settled(app, 1);
  });

  test('what is begun just while one looks does not seem settled', async () => {
    const generator = heldGenerator('You can return boots unworn ', 'within 30 days.');
    await using app = await open({ overrides: { generator } });
    const { context } = app;
    await addTest(app);
    await using begun = new AsyncDisposableStack();
    const db = afterFirstLook(context.store.db, 'jobs', async () => {
      begun.use(working(context));
      begun.use(runRetestClock(context, times));
      await generator.waiting();
    });
    const { state } = await testChanges({ ...context, store: { db } }, { botId });
    expect(state).not.toBe('settled');
    generator.release();
    await settled(app, 1);
  });

  test('switched off while they are asked it ends and leaves nothing, and begins anew once it is on', async () => {
    const generator = heldGenerator('You can return boots unworn ', 'within 30 days.');
    await using app = await open({ overrides: { generator } });
    const { context } = app;
    await addTest(app);
    await addTest(app, 'again', { question: 'Can I return boots unworn?' });
    await using _jobs = working(context);
    await using _clock = runRetestClock(context, times);
    await generator.waiting();
    await updateBotSettings(context, { actor, botId, changes: { retest: false } });
    generator.release();
    await expect.poll(() => retests(app), { timeout: 20_000 }).toEqual([]);
    await updateBotSettings(context, { actor, botId, changes: { retest: true } });
    const stateAfter = async () => {
      generator.release();
      return (await testChanges(context, { botId })).state;
    };
    await expect.poll(stateAfter, { timeout: 20_000 }).toBe('settled');
    await settled(app, 1);
  });

  // Two hundred questions are asked.
  test('of many, those that must be passed come first, and a bounded number of the others', {
    timeout: 240_000,
  }, async () => {
    await using app = await open({ script: SAID });
    const practice = Array.from({ length: 203 }, (_, at) => `practice-${at},Is question ${at} asked?,dev`);
    const bytes = new TextEncoder().encode(['id,question,split', ...practice].join('\n'));
    const files = [{ name: 'practice.csv', bytes }];
    expect(await importTestQuestions(app.context, { actor, botId, files })).toMatchObject({ added: 203 });
    await addTest(app, 'needed', { mustPass: true });
    await using _jobs = working(app.context);
    await using _clock = runRetestClock(app.context, times);
    await settled(app, 1, 200_000);
    expect(await retests(app)).toMatchObject([{ state: 'done', questions: 200 }]);
    expect(await testChanges(app.context, { botId })).toMatchObject({ unasked: 4, atMost: 200 });
    const { tests } = await testTrends(app.context, { botId });
    expect(tests[0]).toMatchObject({ name: 'needed', outcomes: [true] });
  });

  test('what a worker left behind is taken up again, as the same run; what was deleted meanwhile is not told', async () => {
    const generator = heldGenerator('You can return boots unworn ', 'within 30 days.');
    await using app = await open({ overrides: { generator } });
    const { context } = app;
    const { id: testId } = await addTest(app);
    await using _clock = runRetestClock(context, times);
    const killed = working(context);
    await generator.waiting();
    await killed[Symbol.asyncDispose]();
    expect(await retests(app)).toMatchObject([{ state: 'running' }]);
    await using _jobs = working(context);
    await generator.waiting();
    generator.release();
    await settled(app, 1);
    await enable(app, 'returns.md', false);
    await settled(app, 2);
    expect((await testChanges(context, { botId })).worse).toHaveLength(1);
    await deleteTestQuestion(context, { actor, botId, testId });
    expect((await testChanges(context, { botId })).worse).toEqual([]);
    expect(await getOverview(context, { botId })).toMatchObject({ worse: null });
  });

  test('where they cannot be asked it is said why, until they can', async () => {
    await using app = await open({ script: SAID });
    const { context } = app;
    const leaseServed = () => Promise.reject(new AppError('model_file_invalid', 'A model file is damaged.'));
    const handlers = { [RETEST_JOB]: retestJob({ ...context.retesting, leaseServed }) };
    const broken = runJobs(context, handlers, { pollMs: 10 });
    await addTest(app);
    await using _clock = runRetestClock(context, times);
    const failed = async () => (await testChanges(context, { botId })).failed;
    await expect.poll(failed, { timeout: 45_000 }).toMatchObject({ reason: 'A model file is damaged.' });
    expect(await testChanges(context, { botId })).toMatchObject({ lastAt: null, state: 'settled' });
    await broken[Symbol.asyncDispose]();
    await using _jobs = working(context);
    await updateBotSettings(context, { actor, botId, changes: { persona: 'Be brief.' } });
    await settled(app, 2);
    expect(await failed()).toBeNull();
  });

  test('over HTTP for whoever reads tests', async () => {
    await using app = await open({ script: SAID });
    const path = `/api/admin/bots/${botId}/test-questions/changes`;
    expect((await app.request(path)).status).toBe(401);
    const answer = await app.request(path, { key: await app.keyOf('reader') });
    expect(await answer.json()).toMatchObject({ on: true, state: 'settled', worse: [] });
  });
});
