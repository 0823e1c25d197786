import { expect, test, vi } from 'vitest';
import { AppError } from '../../../server/base/index.ts';
import { ProcessLease, runJobs } from '../../../server/jobs/index.ts';
import {
  cancelRun,
  estimateRun,
  findActiveRun,
  getRun,
  listRuns,
  pauseRun,
  type Run,
  resumeRun,
  startRun,
  TEACH_JOB,
  type TeachDeps,
  teachJob,
  watchRun,
} from '../../../server/tuning/index.ts';
import { crashOnceAt, fakeTeaching, ROWS } from '../../support/fake-teaching.ts';
import { insertBotRow } from '../../support/rows.ts';
import { describeStores } from '../../support/store.ts';

const actor = 'system:test';
/** A machine that has its cross-encoder. */
const here = (deps: TeachDeps) => ({
  find: () => deps.stages.openBase(),
  make: () => deps.stages.openBase(),
});
const FAST = { heartbeatMs: 50, pollMs: 10, firstPauseMs: 1 };
const start = (deps: TeachDeps, settings = {}) => startRun(deps, { actor, botId: 'bot', settings });
const work = (deps: TeachDeps) =>
  runJobs({ ...deps, lease: new ProcessLease(deps) }, { [TEACH_JOB]: teachJob(deps) }, FAST);

async function until(deps: TeachDeps, runId: string, isSo: (run: Run) => boolean) {
  return vi.waitUntil(
    async () => {
      const run = await getRun(deps, { runId });
      return isSo(run) ? run : undefined;
    },
    { timeout: 20_000, interval: 10 },
  );
}
const ends = (deps: TeachDeps, runId: string, state: Run['state']) =>
  until(deps, runId, (run) => run.state === state);

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

  test('a run waits while this machine teaches itself its cross-encoder, on however little memory, and begins by itself', async () => {
    await using store = await openWithBot();
    let isBeingMade = true;
    const { deps: plain, log } = fakeTeaching(store);
    const crossEncoder = { ...here(plain), isBeingMade: async () => isBeingMade };
    let memory = 1e8;
    const machine = { ...plain.machine, availableMemoryBytes: () => memory };
    const deps = { ...plain, machine, crossEncoder };
    const { id } = await start(deps);
    expect(await findActiveRun(store.db)).toMatchObject({ id });
    await using _worker = work(deps);
    const waiting = await until(deps, id, ({ notes }) => notes.length > 0);
    expect(waiting).toMatchObject({ state: 'waiting', notes: [expect.stringMatching(/begins by itself/)] });
    expect(log).toEqual([]);
    memory = 8e9;
    isBeingMade = false;
    await ends(deps, id, 'done');
    expect(await findActiveRun(store.db)).toBeUndefined();
    await expect(
      start({ ...deps, machine: { ...machine, availableMemoryBytes: () => 1e8 } }),
    ).rejects.toThrow(/Teaching needs/);
  });

  test('a machine without a cross-encoder makes it between training and test', async () => {
    await using store = await openWithBot();
    const { deps: plain, log } = fakeTeaching(store);
    const make: NonNullable<TeachDeps['crossEncoder']>['make'] = async (options) => {
      await options?.begin?.();
      log.push('cross-encoder');
      return await plain.stages.openBase();
    };
    const crossEncoder = { find: async () => undefined, isBeingMade: async () => false, make };
    const { id } = await start(plain);
    await using _worker = work({ ...plain, crossEncoder });
    const { notes } = await ends(plain, id, 'done');
    expect(log.slice(-4)).toEqual(['step 6', 'cross-encoder', 'createVersion', 'compare']);
    expect(notes).toEqual([
      'Before the version is made, this machine teaches itself its cross-encoder, once, for some minutes.',
      expect.any(String),
    ]);
  });

  test('a run whose machine cannot make its cross-encoder is tested without one and says why', async () => {
    await using store = await openWithBot();
    const { deps: plain } = fakeTeaching(store);
    const full = () => Promise.reject(new AppError('storage_failed', 'The disk is full.'));
    const crossEncoder = { find: async () => undefined, isBeingMade: async () => false, make: full };
    const { id } = await start(plain);
    await using _worker = work({ ...plain, crossEncoder });
    const { notes } = await ends(plain, id, 'done');
    expect(notes).toContain(
      'The cross-encoder could not be made, and the version is made without it. The disk is full.',
    );
  });

  test('a run on too little memory for the cross-encoder does without, and one begins where nobody can tell whether it is being made', async () => {
    await using store = await openWithBot();
    const { deps: plain } = fakeTeaching(store);
    const make: NonNullable<TeachDeps['crossEncoder']>['make'] = async (options) => {
      await options?.begin?.();
      return await plain.stages.openBase();
    };
    const isBeingMade = () => Promise.reject(new AppError('model_file_invalid', 'A file was changed.'));
    const crossEncoder = { find: async () => undefined, isBeingMade, make };
    const { id } = await start({ ...plain, crossEncoder });
    const machine = { ...plain.machine, availableMemoryBytes: () => 2.3e9 };
    await using _worker = work({ ...plain, crossEncoder, machine });
    const { notes } = await ends(plain, id, 'done');
    expect(notes[0]).toMatch(/made without it. It needs 2.5 GB of memory and 2.3 GB are free;/);
  });

  test('a run that waits for the cross-encoder is paused and cancelled at once, and its worker stops', async () => {
    await using store = await openWithBot();
    const { deps: plain, log } = fakeTeaching(store);
    const deps = { ...plain, crossEncoder: { ...here(plain), isBeingMade: async () => true } };
    const { id } = await start(deps);
    const worker = work(deps);
    await until(deps, id, ({ notes }) => notes.length > 0);
    await pauseRun(deps, { actor, runId: id });
    await ends(deps, id, 'paused');
    await resumeRun(deps, { actor, runId: id });
    await vi.waitUntil(async () => (await getRun(deps, { runId: id })).state === 'waiting');
    await worker[Symbol.asyncDispose]();
    expect(await getRun(deps, { runId: id })).toMatchObject({ state: 'waiting', notes: { length: 1 } });
    expect(await cancelRun(deps, { actor, runId: id })).toMatchObject({ state: 'cancelled' });
    expect(log).toEqual([]);
  });

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
