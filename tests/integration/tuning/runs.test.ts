import { expect, test } from 'vitest';
import { AppError } from '../../../server/base/index.ts';
import {
  cancelRun,
  estimateRun,
  getRun,
  listRuns,
  pauseRun,
  resumeRun,
  type TeachDeps,
  watchRun,
} from '../../../server/tuning/index.ts';
import { crashOnceAt, fakeTeaching, ROWS } from '../../support/fake-teaching.ts';
import { insertBotRow } from '../../support/rows.ts';
import { describeStores } from '../../support/store.ts';
import { actor, ends, start, until, work } from '../../support/teach-runs.ts';

/** An uninterrupted run of the same script, to compare with. */
async function plainAdapter(open: Parameters<Parameters<typeof describeStores>[1]>[0]) {
  await using store = await open();
  await insertBotRow(store, 'bot');
  const { deps, adapters } = fakeTeaching(store);
  const { id } = await start(deps);
  await using _worker = work(deps);
  await ends(deps, id, 'done');
  return adapters[0];
}

describeStores('teach runs', (open) => {
  async function openWithBot() {
    const store = await open();
    await insertBotRow(store, 'bot');
    return store;
  }

  test('a run goes through every stage and keeps what each brought', async () => {
    await using store = await openWithBot();
    const { deps, log } = fakeTeaching(store);
    const { id, state } = await start(deps);
    expect(state).toBe('waiting');
    await using _worker = work(deps);
    const run = await ends(deps, id, 'done');
    expect(log).toEqual([
      'assemble',
      ...[1, 2, 3, 4, 5, 6].map((step) => `step ${step}`),
      'createVersion',
      'compare',
    ]);
    expect(run).toMatchObject({
      dataSetId: 'set_1',
      versionId: 'version_1',
      comparisonId: 'comparison_1',
      notes: ['Better than the untuned model.'],
      error: null,
      estimate: { rows: ROWS, heldOutRows: 8, epochs: 2 },
    });
    expect(run.points.map(({ step, heldOutLoss }) => [step, heldOutLoss !== null])).toEqual(
      [1, 2, 3, 4, 5, 6].map((step) => [step, step % 2 === 0]),
    );
    expect(run.endedAt).not.toBeNull();
    const kept = await store.db.selectFrom('teach_checkpoints').select('kind').execute();
    expect(kept).toEqual([]);
  });

  test('a version keeps the held-out loss of its lessons', async () => {
    await using store = await openWithBot();
    const losses: (number | null)[] = [];
    const createVersion: TeachDeps['stages']['createVersion'] = async ({ heldOutLoss }) => {
      losses.push(heldOutLoss);
      return { versionId: 'version_1' };
    };
    const { deps } = fakeTeaching(store, {}, { createVersion });
    const { id } = await start(deps);
    await using _worker = work(deps);
    await ends(deps, id, 'done');
    expect(losses).toEqual([4 / 6 + 0.1]);
  });

  test('without a test the version is made and nothing compared', async () => {
    await using store = await openWithBot();
    const { deps, log } = fakeTeaching(store);
    const { id } = await start(deps, { test: false });
    await using _worker = work(deps);
    expect(await ends(deps, id, 'done')).toMatchObject({ versionId: 'version_1', comparisonId: null });
    expect(log).not.toContain('compare');
  });

  test('a bot without test questions gets its version, and a word that nothing tells whether it is better', async () => {
    await using store = await openWithBot();
    const { deps } = fakeTeaching(store, {}, { compare: async () => undefined });
    const { id } = await start(deps);
    await using _worker = work(deps);
    const run = await ends(deps, id, 'done');
    expect(run).toMatchObject({ versionId: 'version_1', comparisonId: null });
    expect(run.notes).toEqual([expect.stringContaining('no test questions')]);
  });

  test('pausing keeps a checkpoint, and resuming goes on from it to the same adapter', async () => {
    const expected = await plainAdapter(open);
    await using store = await openWithBot();
    const { deps, log, adapters } = fakeTeaching(store, { stepMs: 250 });
    const { id } = await start(deps);
    await using _worker = work(deps);
    await until(deps, id, (run) => (run.progress?.step ?? 0) >= 1);
    expect(await pauseRun(deps, { actor, runId: id })).toMatchObject({ isPausing: true });
    const paused = await ends(deps, id, 'paused');
    expect(paused).toMatchObject({ isPausing: false, error: null });
    await expect(pauseRun(deps, { actor, runId: id })).rejects.toMatchObject({ code: 'conflict' });
    expect(await resumeRun(deps, { actor, runId: id })).toMatchObject({ state: 'waiting' });
    const done = await ends(deps, id, 'done');
    expect(log.filter((entry) => entry.startsWith('step'))).toEqual(
      [1, 2, 3, 4, 5, 6].map((step) => `step ${step}`),
    );
    expect(log.filter((entry) => entry === 'assemble')).toHaveLength(1);
    expect(done.points).toHaveLength(6);
    expect(adapters).toEqual([expected]);
  });

  test('a trainer that is killed is started again from the last checkpoint, and nothing of the curve is lost', async () => {
    const expected = await plainAdapter(open);
    await using store = await openWithBot();
    const { deps, log, adapters } = fakeTeaching(store, { beforeStep: crashOnceAt(4) });
    const { id } = await start(deps);
    await using _worker = work(deps);
    const done = await ends(deps, id, 'done');
    expect(log.filter((entry) => entry === 'step 3')).toHaveLength(2);
    expect(log.filter((entry) => entry === 'step 2')).toHaveLength(1);
    expect(done.points.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(adapters).toEqual([expected]);
  });

  test('a run that never gets any further is given up, and can be resumed', async () => {
    await using store = await openWithBot();
    const crash = () => {
      throw new AppError('model_crashed', 'The trainer was killed.');
    };
    const { deps } = fakeTeaching(store, { beforeStep: crash });
    const { id } = await start(deps);
    await using _worker = work(deps);
    expect(await ends(deps, id, 'failed')).toMatchObject({ error: { code: 'model_crashed' } });
    expect(await resumeRun(deps, { actor, runId: id })).toMatchObject({ state: 'waiting', error: null });
  });

  test('a stopping server leaves its run to the next one', async () => {
    await using store = await openWithBot();
    const { deps } = fakeTeaching(store, { stepMs: 100 });
    const { id } = await start(deps);
    const first = work(deps);
    await until(deps, id, (run) => (run.progress?.step ?? 0) >= 1);
    await first[Symbol.asyncDispose]();
    expect(await getRun(deps, { runId: id })).toMatchObject({ state: 'training' });
    await using _second = work(deps);
    expect((await ends(deps, id, 'done')).points).toHaveLength(6);
  });

  test('cancelling ends a run within a step, for good, and frees the machine', async () => {
    await using store = await openWithBot();
    const { deps } = fakeTeaching(store, { stepMs: 100, steps: 1000 });
    const { id } = await start(deps);
    await using _worker = work(deps);
    await until(deps, id, (run) => (run.progress?.step ?? 0) >= 2);
    expect(await cancelRun(deps, { actor, runId: id })).toMatchObject({ state: 'cancelled' });
    const next = await start(deps);
    await until(deps, next.id, (run) => run.state === 'training');
    const cancelled = await getRun(deps, { runId: id });
    expect(cancelled).toMatchObject({ state: 'cancelled', versionId: null });
    const rows = store.db.selectFrom('teach_checkpoints').select('run_id').where('run_id', '=', id);
    expect(await rows.execute()).toEqual([]);
    await expect(cancelRun(deps, { actor, runId: id })).rejects.toMatchObject({ code: 'conflict' });
    await cancelRun(deps, { actor, runId: next.id });
  });

  test('one run at a time: a second start says which one has the machine', async () => {
    await using store = await openWithBot();
    const { deps } = fakeTeaching(store);
    const { id } = await start(deps);
    await expect(start(deps)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(id),
    });
    await expect(estimateRun(deps, { actor, botId: 'bot', settings: {} })).rejects.toMatchObject({
      code: 'conflict',
    });
    await pauseRun(deps, { actor, runId: id });
    const second = await start(deps);
    await expect(resumeRun(deps, { actor, runId: id })).rejects.toMatchObject({ code: 'conflict' });
    await cancelRun(deps, { actor, runId: second.id });
    expect((await listRuns(deps, { botId: 'bot' })).map((run) => run.state).sort()).toEqual([
      'cancelled',
      'paused',
    ]);
  });

  test('is not started on lessons that cannot be learned, and says what is missing', async () => {
    await using store = await openWithBot();
    const problem = 'There are 3 approved lessons; at least 10 are needed.';
    const { deps } = fakeTeaching(store, {}, { findLessonProblems: async () => [problem] });
    await expect(start(deps)).rejects.toMatchObject({ code: 'bad_request', message: problem });
    expect(await listRuns(deps)).toEqual([]);
  });

  test('a data set with problems fails the run in words', async () => {
    await using store = await openWithBot();
    const problems = ['Two lessons answer "Do you ship?" differently.'];
    const { deps } = fakeTeaching(
      store,
      {},
      { assemble: async () => ({ dataSetId: 'set_1', problems, notes: [] }) },
    );
    const { id } = await start(deps);
    await using _worker = work(deps);
    const { error } = await ends(deps, id, 'failed');
    expect(error).toEqual({ code: 'bad_request', message: problems[0] });
  });

  test('too little memory refuses the start with the numbers, and a greedy trainer fails before it trains', async () => {
    await using store = await openWithBot();
    const { deps, log } = fakeTeaching(store, { memoryBytes: 40e9 });
    const poor = { ...deps, machine: { ...deps.machine, availableMemoryBytes: () => 1e9 } };
    await expect(start(poor)).rejects.toMatchObject({
      message: expect.stringMatching(/memory and 1\.0 GB are free/),
    });
    const { id } = await start(deps);
    await using _worker = work(deps);
    const { error } = await ends(deps, id, 'failed');
    expect(error?.message).toMatch(/needs 40\.3 GB of memory and 8\.0 GB are free/);
    expect(log).not.toContain('step 1');
  });

  test('what would take longer than allowed is cut to fit, and says so', async () => {
    await using store = await openWithBot();
    const { deps } = fakeTeaching(store, { seconds: 60 * 60 });
    const forecast = await estimateRun(deps, {
      actor,
      botId: 'bot',
      settings: { epochs: 3, maxMinutes: 10 },
    });
    expect(forecast.notes).toEqual(['Cut to 1 of 3 epochs and 20 of 40 examples to stay within 10 minutes.']);
    expect(forecast.estimate).toMatchObject({ epochs: 1, rows: 20, heldOutRows: 4, minutes: 10 });
  });

  test('the forecast tells exercises from the bot’s own rows, and cuts them first', async () => {
    await using store = await openWithBot();
    const rowsOf = (count: number, spare?: true) =>
      Array.from({ length: count }, (_, at) => ({
        id: `${spare ? 'exercise' : 'own'}${at}`,
        messages: [{ role: 'user' as const, content: 'May I?' }],
        ...(spare && { spare }),
      }));
    const stages = {
      readRows: async () => ({ train: [...rowsOf(12), ...rowsOf(28, true)], heldOut: rowsOf(4) }),
    };
    const forecastOf = async (seconds: number) => {
      const { deps } = fakeTeaching(store, { seconds }, stages);
      const settings = { epochs: 1, maxMinutes: 10 };
      return (await estimateRun(deps, { actor, botId: 'bot', settings })).estimate;
    };
    expect(await forecastOf(60)).toMatchObject({ rows: 40, exerciseRows: 28 });
    expect(await forecastOf(20 * 60)).toMatchObject({ rows: 20, exerciseRows: 8 });
    expect(await forecastOf(30 * 60)).toMatchObject({ rows: 13, exerciseRows: 1 });
    expect(await forecastOf(100 * 60)).toMatchObject({ rows: 4, exerciseRows: 0 });
  });

  test('a watcher sees the run from where it stands to its end, whoever works on it', async () => {
    await using store = await openWithBot();
    const { deps } = fakeTeaching(store, { stepMs: 50 });
    const { id } = await start(deps);
    await using _worker = work(deps);
    const states = new Set<string>();
    const steps = new Set<number>();
    for await (const event of watchRun(deps, { runId: id, pollMs: 10 })) {
      if (event.type === 'run-progressed') states.add(event.run.state);
      if (event.type === 'points-added') for (const { step } of event.points) steps.add(step);
    }
    expect([...states].at(-1)).toBe('done');
    expect(states).toContain('training');
    expect([...steps]).toEqual([1, 2, 3, 4, 5, 6]);
    const stopping = AbortSignal.abort();
    const next = await start(deps);
    const watching = watchRun(deps, { runId: next.id }, stopping);
    await watching.next();
    await expect(watching.next()).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('a run of another bot is not found', async () => {
    await using store = await openWithBot();
    const { deps } = fakeTeaching(store);
    const { id } = await start(deps);
    await expect(getRun(deps, { runId: id, botId: 'other' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(cancelRun(deps, { actor, runId: id, botId: 'other' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
