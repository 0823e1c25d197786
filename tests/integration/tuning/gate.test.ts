import { expect, test } from 'vitest';
import { listAudit } from '../../../server/audit/index.ts';
import { AppError } from '../../../server/base/index.ts';
import { runJobs } from '../../../server/jobs/index.ts';
import {
  allTestQuestions,
  COMPARISON_JOB,
  type CompareDeps,
  cancelComparison,
  compareVersions,
  comparisonJob,
  createLesson,
  createTestQuestion,
  findVerdict,
  formatComparison,
  getComparison,
  listComparisons,
  type QuestionRow,
  recordJudgement,
  reviewResult,
  startBlindReview,
  startComparison,
} from '../../../server/tuning/index.ts';
import { describeApps, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
import { type FakeGenerator, fakeGenerator } from '../../support/fake-models.ts';

const actor = 'key:staff';
const botId = TEST_BOT_ID;

const SAID: Readonly<Record<string, string>> = {
  untuned: 'Boots are great. Everything you need to know about boots is on our website.',
  tuned: 'You can return boots unworn within 30 days.',
};

const QUESTIONS: readonly QuestionRow[] = [
  {
    id: 'boots',
    question: 'Can I return unworn boots?',
    reference: 'You can return unworn boots within 30 days.',
    must_include: ['30 days'],
    gold_ids: ['returns.md'],
    answerable: true,
    must_pass: true,
  },
  {
    id: 'delivery',
    question: 'How long does standard delivery take?',
    reference: 'Three working days.',
    gold_ids: ['delivery.md'],
    answerable: true,
  },
  { id: 'tents', question: 'Which tents do you rent for festivals?', answerable: false },
];

type Bench = {
  deps: CompareDeps;
  generators: ReadonlyMap<string, FakeGenerator>;
  searches: () => number;
  closed: string[];
};

/** `untuned` and `release` are the same model unless `release` says otherwise. */
function benchOf({ context }: TestApp, release = 'untuned'): Bench {
  const generators = new Map(Object.entries(SAID).map(([id, text]) => [id, fakeGenerator(text)]));
  const closed: string[] = [];
  let searches = 0;
  const { store, clock, log, embedder, index } = context;
  const counting = {
    ...embedder,
    embed(texts: readonly string[], signal?: AbortSignal) {
      searches += 1;
      return embedder.embed(texts, signal);
    },
  };
  const deps: CompareDeps = {
    store,
    clock,
    log,
    index,
    embedder: counting,
    async findVersion({ version }) {
      const versionId = version === 'release' ? release : version;
      const generator = generators.get(versionId);
      if (generator === undefined) throw new AppError('not_found', `There is no version "${versionId}".`);
      const disposable = { ...generator, [Symbol.asyncDispose]: async () => void closed.push(versionId) };
      return { versionId, open: async () => disposable };
    },
  };
  return { deps, generators, searches: () => searches, closed };
}

describeApps('comparing versions', (open) => {
  test('everybody is asked the same once, the result is kept and can be read', async () => {
    await using app = await open();
    const { deps, generators, closed } = benchOf(app);
    const progress: number[] = [];
    const onProgress = ({ done }: { done: number }) => void progress.push(done);
    const input = { actor, botId, candidate: 'tuned', questions: QUESTIONS, onProgress };
    const comparison = await compareVersions(deps, input);
    expect(comparison).toMatchObject({ state: 'done', asked: 3, questions: 3, candidate: 'tuned' });
    expect(progress).toEqual([1, 2, 3]);
    const { answerers, differences } = comparison.report ?? { answerers: [], differences: [] };
    expect(answerers.map(({ roles }) => roles)).toEqual([
      ['candidate'],
      ['untuned', 'release'],
      ['extractive'],
    ]);
    const asked = [...generators.values()].map(({ requests }) => requests);
    expect(asked[0]?.length).toBeGreaterThan(0);
    expect(asked[0]).toEqual(asked[1]);
    expect(closed.toSorted()).toEqual(['tuned', 'untuned']);
    const boots = answerers.map(({ items }) => items.find(({ id }) => id === 'boots'));
    expect(boots[0]).toMatchObject({
      kind: 'model',
      keyFacts: 1,
      citationPrecision: 1,
      own: { reason: 'stop', text: SAID['tuned'] },
    });
    expect(boots[1]).toMatchObject({ kind: 'quote', own: { text: SAID['untuned'] } });
    expect(boots[1]?.own?.rougeL).toBeLessThan(0.5);
    expect(boots[2]).toMatchObject({ kind: 'quote', own: null });
    const own = differences.find(({ opponent }) => opponent === 'untuned')?.differences['ROUGE-L, own words'];
    expect(own?.estimate?.value).toBeGreaterThan(0.3);
    expect(comparison.verdict).toMatchObject({ verdict: 'not-enough-tests' });
    expect(await getComparison(deps, { botId, comparisonId: comparison.id })).toEqual(comparison);
    const { report: _, ...summary } = comparison;
    expect(await listComparisons(deps, { botId, candidate: 'tuned' })).toEqual([summary]);
    expect(await listComparisons(deps, { botId, candidate: 'other' })).toEqual([]);
    const { id: comparisonId, verdict } = comparison;
    const found = {
      comparisonId,
      verdict: verdict?.verdict,
      reasons: verdict?.reasons,
      questions: 3,
      split: null,
      madeAt: comparison.endedAt,
      changedSince: [],
    };
    expect(await findVerdict(deps, { botId, versionId: 'tuned' })).toEqual(found);
    await compareVersions(deps, { ...input, against: ['extractive'] });
    expect(await findVerdict(deps, { botId, versionId: 'tuned' })).toEqual(found);
    expect(await findVerdict(deps, { botId, versionId: 'untuned' })).toBeUndefined();
    await expect(getComparison(deps, { botId: 'other', comparisonId: comparison.id })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(
      (await listAudit(deps.store, { subject: `bot:${botId}`, limit: 9 })).map(({ verb }) => verb),
    ).toContain('startComparison');
  });

  test('a file’s questions are asked with the tests that must pass, and hold nothing that is taught', async () => {
    await using app = await open();
    const { deps } = benchOf(app);
    await saveTests(app);
    const [, practised, tents] = QUESTIONS;
    const questions = [{ id: 'gifts', question: 'Do you wrap gifts?' }, tents].filter(
      (row) => row !== undefined,
    );
    const input = { actor, botId, candidate: 'tuned', against: ['extractive'] as const };
    const { report } = await compareVersions(deps, { ...input, questions });
    const needed = (await allTestQuestions(deps, { botId, mustPass: true })).map(({ name }) => name);
    expect(needed.length).toBeGreaterThan(0);
    expect(report?.answerers[0]?.items.map(({ id }) => id)).toEqual(['gifts', 'tents', ...needed]);
    const known = [...questions, { id: 'again', question: practised?.question ?? '' }];
    await expect(compareVersions(deps, { ...input, questions: known })).rejects.toMatchObject({
      code: 'bad_request',
      message: expect.stringMatching(/one of the practice tests.*1 of 3/),
    });
    const question = 'Where do you send parcels to?';
    await createLesson(app.context, { actor, botId, question, answer: 'To anywhere in Great Britain.' });
    const taught = [...questions, { id: 'parcels', question: 'where do you send parcels to' }];
    await expect(compareVersions(deps, { ...input, questions: taught })).rejects.toMatchObject({
      code: 'bad_request',
      message: expect.stringMatching(/send parcels.*one of the lessons.*1 of 3/),
    });
  });

  test('search and decision run once a question, however many are asked', async () => {
    await using app = await open();
    const [alone, all] = [benchOf(app), benchOf(app, 'tuned')];
    const input = { actor, botId, candidate: 'untuned', questions: QUESTIONS };
    await compareVersions(alone.deps, { ...input, against: ['extractive'] });
    await compareVersions(all.deps, input);
    expect(all.searches()).toBe(alone.searches());
  });

  test('as a job on the bot’s own tests, held out and must-pass; a cancelled one does not begin', async () => {
    await using app = await open();
    const { deps } = benchOf(app);
    const none = startComparison(deps, { actor, botId, candidate: 'tuned' });
    await expect(none).rejects.toMatchObject({
      code: 'bad_request',
      message: expect.stringContaining('no test questions'),
    });
    await saveTests(app);
    const cancelled = await startComparison(deps, { actor, botId, candidate: 'tuned' });
    expect(cancelled).toMatchObject({ state: 'waiting', questions: 2 });
    await cancelComparison(deps, { actor, botId, comparisonId: cancelled.id });
    const started = await startComparison(deps, {
      actor,
      botId,
      candidate: 'tuned',
      format: { maxSentences: 2 },
    });
    const failing = await startComparison(deps, { actor, botId, candidate: 'nobody' });
    await using _jobs = runJobs(app.context, { [COMPARISON_JOB]: comparisonJob(deps) }, { pollMs: 20 });
    await expect
      .poll(async () => (await listComparisons(deps, { botId })).map(({ state }) => state), {
        timeout: 20_000,
      })
      .toEqual(['failed', 'done', 'cancelled']);
    const { report, verdict } = await getComparison(deps, { comparisonId: started.id });
    const [candidate] = report?.answerers ?? [];
    expect(candidate?.items.map(({ id, beside }) => [id, beside])).toEqual([
      ['boots', true],
      ['tents', false],
    ]);
    expect(verdict?.counted).toBe(1);
    expect(candidate?.measures['share refusal']?.items).toBe(1);
    expect(verdict?.checks.find(({ name }) => name === 'must-pass tests')?.measured).toBe('1 of 1 passed');
    expect((await getComparison(deps, { comparisonId: failing.id })).reason).toContain('no version "nobody"');
    await expect(cancelComparison(deps, { actor, botId, comparisonId: started.id })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('stopped from outside, it is kept as cancelled', async () => {
    await using app = await open();
    const { deps } = benchOf(app);
    const stopping = new AbortController();
    const onProgress = () => stopping.abort();
    const input = { actor, botId, candidate: 'tuned', questions: QUESTIONS, onProgress };
    await expect(compareVersions(deps, input, stopping.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect(await listComparisons(deps, { botId })).toMatchObject([{ state: 'cancelled' }]);
  });

  test('a blind review tells nobody who wrote what, and counts right when it is opened', async () => {
    await using app = await open();
    const { deps } = benchOf(app);
    const { id: comparisonId } = await compareVersions(deps, {
      actor,
      botId,
      candidate: 'tuned',
      questions: QUESTIONS,
    });
    const review = { actor, botId, comparisonId, opponent: 'untuned' } as const;
    const { pairs } = await startBlindReview(deps, review);
    expect(pairs.length).toBeGreaterThan(0);
    expect((await startBlindReview(deps, review)).pairs).toEqual(pairs);
    const [pair] = pairs;
    const tuned = SAID['tuned'] ?? '';
    const choice = pair?.left === tuned ? 'left' : 'right';
    const judgement = { ...review, itemId: pair?.itemId ?? '', choice } as const;
    await recordJudgement(deps, { ...judgement, choice: 'tie' });
    await recordJudgement(deps, judgement);
    expect((await startBlindReview(deps, review)).pairs[0]?.choice).toBe(choice);
    expect((await startBlindReview(deps, { ...review, actor: 'key:other' })).pairs[0]?.choice).toBeNull();
    expect(await reviewResult(deps, review)).toMatchObject({
      pairs: pairs.length,
      judged: 1,
      candidate: 1,
      other: 0,
      ties: 0,
      pValue: 1,
    });
    await expect(recordJudgement(deps, { ...judgement, itemId: 'none' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('the report shows verdict, measures and the answers side by side', async () => {
    await using app = await open();
    const comparison = await compareVersions(benchOf(app).deps, {
      actor,
      botId,
      candidate: 'tuned',
      questions: QUESTIONS,
    });
    const markdown = formatComparison(comparison);
    expect(markdown).toMatch(/^# Not enough tests to tell: tuned/);
    expect(markdown).toContain('| measure | candidate | untuned = release | quotes |');
    expect(markdown).toMatch(/## Most worsened|## Most improved/);
    expect(markdown).toContain(SAID['tuned']);
  });
});

/** One held out, one to pass whatever happens, one that is only for working with. */
async function saveTests({ context }: TestApp): Promise<void> {
  const splits = { boots: 'dev', delivery: 'dev', tents: 'heldout' } as const;
  for (const row of QUESTIONS) {
    await createTestQuestion(context, {
      actor,
      botId,
      name: row.id,
      question: row.question,
      answerable: row.answerable ?? true,
      mustPass: row.must_pass ?? false,
      mustInclude: row.must_include ?? [],
      split: row.id in splits ? splits[row.id as keyof typeof splits] : 'dev',
    });
  }
}
