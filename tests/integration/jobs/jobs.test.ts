import { join } from 'node:path';
import type { KyselyPlugin } from 'kysely';
import { expect, test, vi } from 'vitest';
import { listAudit } from '../../../server/audit/index.ts';
import { AppError, type Clock, systemClock } from '../../../server/base/index.ts';
import {
  cancelJob,
  enqueueJob,
  getJob,
  type JobDeps,
  type JobHandler,
  type JobState,
  LEASE_MS,
  listJobs,
  ProcessLease,
  type RunJobsOptions,
  runJobs,
} from '../../../server/jobs/index.ts';
import { claimJob, completeJob, findDueJobs, isStillHeld } from '../../../server/jobs/lease.ts';
import type { Store } from '../../../server/store/index.ts';
import { startChild } from '../../support/child.ts';
import { handClock } from '../../support/clock.ts';
import { describeStores, silentLog, type TestStore } from '../../support/store.ts';

const actor = 'system:test';
const WORKER = join(import.meta.dirname, '../../support/job-worker.ts');
const FAST: RunJobsOptions = { heartbeatMs: 20, pollMs: 10, firstPauseMs: 1 };

type Options = { uniqueKey?: string; runAfter?: number; maxAttempts?: number; input?: unknown };

function enqueue(store: TestStore, options: Options = {}, at = Date.now()) {
  return store.transact((tx) => enqueueJob(tx, { at, actor, kind: 'say', input: null, ...options }));
}

function run(store: TestStore, say: JobHandler, options: RunJobsOptions = {}) {
  return runAs(processOn(store), say, options);
}

/** What a process of its own works with; on the same machine and data folder as others. */
function processOn(store: Store & { dataDir: string }, clock: Clock = systemClock) {
  const deps = { store, clock, log: silentLog };
  return { ...deps, lease: new ProcessLease({ ...deps, lockFolder: lockFolderOf(store) }) };
}

const lockFolderOf = ({ dataDir }: { dataDir: string }) => join(dataDir, 'processes');
const runAs = (deps: JobDeps, say: JobHandler, options: RunJobsOptions = {}) =>
  runJobs(deps, { say }, { ...FAST, ...options });

/** Takes up what is due, as a runner does. */
async function claim(deps: JobDeps, kinds = ['say']) {
  const due = await findDueJobs(deps, kinds);
  if (due === undefined) return undefined;
  await deps.lease.hold();
  return claimJob(deps, due);
}

/** A worker as a process of its own that hangs in the job. */
async function startHanging(store: TestStore) {
  const { id } = await enqueue(store, { input: { hang: true } });
  const worker = startChild(WORKER, { ...store.options, lockFolder: lockFolderOf(store) });
  await worker.said(id);
  return { id, worker };
}

/** The store as it is while the disk is full for a moment, just when the first job is to be called done. */
function deafOnce(store: TestStore): TestStore {
  let wasDeaf = false;
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      if (wasDeaf || !JSON.stringify(node).includes('"done"')) return node;
      wasDeaf = true;
      throw new Error('database or disk is full');
    },
    transformResult: async ({ result }) => result,
  };
  return { ...store, db: store.db.withPlugin(plugin) };
}

/** The store as it is while a connection breaks, just when the first job was taken up: that is done, and not answered. */
function unheardOnce(store: TestStore): TestStore {
  let claim: object | undefined;
  let wasLost = false;
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      if (node.kind === 'UpdateQueryNode') claim ??= queryId;
      return node;
    },
    async transformResult({ result, queryId }) {
      if (queryId !== claim || wasLost) return result;
      wasLost = true;
      throw new Error('Connection terminated unexpectedly');
    },
  };
  return { ...store, db: store.db.withPlugin(plugin) };
}

/** When every word of the others that they are alive is too old. */
const later: Clock = { now: () => Date.now() + 2 * LEASE_MS };

async function ends(store: TestStore, id: string, state: JobState) {
  return vi.waitUntil(
    async () => {
      const job = await getJob({ store }, id);
      return job.state === state ? job : undefined;
    },
    { timeout: 20_000, interval: 10 },
  );
}

describeStores('the job queue', (open) => {
  test('hands a job its input and keeps the progress it reports', async () => {
    await using store = await open();
    const seen: unknown[] = [];
    const { id } = await enqueue(store, { input: { documents: ['a', 'b'] } });
    await using _runner = run(store, async (job, control) => {
      seen.push(job.input);
      await control.progress({ done: 1, total: 2, note: 'reading' });
    });
    const job = await ends(store, id, 'done');
    expect(seen).toEqual([{ documents: ['a', 'b'] }]);
    expect(job.progress).toEqual({ done: 1, total: 2, note: 'reading' });
    expect(job.attempts).toBe(1);
  });

  test('a job asked for in a transaction that fails does not exist', async () => {
    await using store = await open();
    const failed = store.transact(async (tx) => {
      await enqueueJob(tx, { at: 1, actor, kind: 'say', input: null });
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await listJobs({ store }, { limit: 9 })).toEqual([]);
    expect(await listAudit(store, { limit: 9 })).toEqual([]);
  });

  test('there is one unfinished job a key, and a new one once it has ended', async () => {
    await using store = await open();
    const first = await enqueue(store, { uniqueKey: 'k' });
    expect(await enqueue(store, { uniqueKey: 'k' })).toEqual({ id: first.id, created: false });
    expect((await enqueue(store, { uniqueKey: 'other' })).created).toBe(true);
    expect((await enqueue(store)).created).toBe(true);
    await cancelJob({ store, clock: systemClock }, { actor, jobId: first.id });
    expect((await enqueue(store, { uniqueKey: 'k' })).created).toBe(true);
  });

  test('asked for many times at once, a key still has one job', async () => {
    await using store = await open();
    const all = await Promise.all(Array.from({ length: 8 }, () => enqueue(store, { uniqueKey: 'k' })));
    expect(all.filter((job) => job.created)).toHaveLength(1);
    expect(new Set(all.map((job) => job.id)).size).toBe(1);
  });

  test('jobs are taken up in the order in which they are due, not before, and each by one worker', async () => {
    await using store = await open();
    const clock = handClock(1_000);
    const deps = processOn(store, clock);
    const late = await enqueue(store, { runAfter: 5_000 }, 1_000);
    const first = await enqueue(store, {}, 900);
    const second = await enqueue(store, {}, 950);
    expect((await claim(deps))?.job.id).toBe(first.id);
    const claims = await Promise.all([claim(deps), claim(processOn(store, clock)), claim(deps)]);
    expect(claims.flatMap((lease) => lease?.job.id ?? [])).toEqual([second.id]);
    clock.advance(4_000);
    expect(await claim(deps, ['another'])).toBeUndefined();
    expect((await claim(deps))?.job.id).toBe(late.id);
  });

  test('a worker whose lease ran out can no longer write', async () => {
    await using store = await open();
    const clock = handClock();
    const { id } = await enqueue(store, {}, clock.now());
    // Of another machine, whose locks are not seen here.
    const far = { store, clock, log: silentLog };
    const deps = { ...far, lease: new ProcessLease(far) };
    const near = processOn(store, clock);
    const slow = await claim(deps);
    clock.advance(LEASE_MS - 1);
    expect(await claim(near)).toBeUndefined();
    clock.advance(1);
    const quick = await claim(near);
    if (!slow || !quick) throw new Error('both should have taken the job up');
    expect(await completeJob(deps, slow)).toBe(false);
    expect(await isStillHeld(deps, slow)).toBe(false);
    expect((await getJob({ store }, id)).state).toBe('running');
    expect(await completeJob(near, quick)).toBe(true);
  });

  test('a failed attempt is repeated, and the last failure is kept', async () => {
    await using store = await open();
    const attempts: number[] = [];
    const { id } = await enqueue(store, { maxAttempts: 3 });
    await using _runner = run(store, async (job) => {
      attempts.push(job.attempts);
      throw new AppError('timeout', 'The page took too long.');
    });
    const job = await ends(store, id, 'failed');
    expect(attempts).toEqual([1, 2, 3]);
    expect(job.error).toEqual({ code: 'timeout', message: 'The page took too long.' });
  });

  test('what a repetition cannot mend fails at once; what it did mend leaves no error', async () => {
    await using store = await open();
    const hopeless = await enqueue(store, { input: 'hopeless' });
    const flaky = await enqueue(store, { input: 'flaky' });
    await using _runner = run(store, async (job) => {
      if (job.input === 'hopeless') throw new AppError('unreadable_document', 'The file is damaged.');
      if (job.attempts === 1) throw new Error('secret detail');
    });
    expect(await ends(store, hopeless.id, 'failed')).toMatchObject({ attempts: 1 });
    expect(await ends(store, flaky.id, 'done')).toMatchObject({ attempts: 2, error: null });
  });

  test('an unexpected failure shows no inner detail', async () => {
    await using store = await open();
    const { id } = await enqueue(store, { maxAttempts: 1 });
    await using _runner = run(store, async () => {
      throw new Error('password=hunter2');
    });
    const job = await ends(store, id, 'failed');
    expect(JSON.stringify(job)).not.toContain('hunter2');
    expect(job.error?.code).toBe('internal');
  });

  test('cancelling ends a waiting job, and stops a running one', async () => {
    await using store = await open();
    const deps = { store, clock: systemClock };
    const waiting = await enqueue(store, { runAfter: Date.now() + 60_000 });
    expect(await cancelJob(deps, { actor, jobId: waiting.id })).toBe(true);
    expect(await cancelJob(deps, { actor, jobId: waiting.id })).toBe(false);
    const { id } = await enqueue(store);
    const stopped = Promise.withResolvers<void>();
    const started = Promise.withResolvers<void>();
    await using _runner = run(store, async (_job, { signal }) => {
      started.resolve();
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      stopped.resolve();
      signal.throwIfAborted();
    });
    await started.promise;
    expect(await cancelJob(deps, { actor, jobId: id })).toBe(true);
    await stopped.promise;
    expect((await getJob({ store }, id)).state).toBe('cancelled');
    await expect(cancelJob(deps, { actor, jobId: 'none' })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('stopping the runner puts its job back, at no cost of an attempt', async () => {
    await using store = await open();
    const { id } = await enqueue(store);
    const started = Promise.withResolvers<void>();
    const runner = run(store, async (_job, { signal }) => {
      started.resolve();
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    });
    await started.promise;
    await runner[Symbol.asyncDispose]();
    expect(await getJob({ store }, id)).toMatchObject({ state: 'waiting', attempts: 0 });
  });

  test('works on no more jobs at once than it was told', async () => {
    await using store = await open();
    const jobs = await Promise.all(Array.from({ length: 6 }, () => enqueue(store)));
    let now = 0;
    let most = 0;
    await using _runner = run(
      store,
      async () => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setTimeout(resolve, 20));
        now -= 1;
      },
      { concurrency: 2 },
    );
    for (const { id } of jobs) await ends(store, id, 'done');
    expect(most).toBe(2);
  });

  test('a job whose worker was killed is taken up by another', async () => {
    await using store = await open();
    const began = Date.now();
    const { id, worker } = await startHanging(store);
    await using child = worker;
    child.process.kill('SIGKILL');
    await child.exited;
    expect((await getJob({ store }, id)).state).toBe('running');
    // At once: by this clock the word of the dead one that it lives still holds.
    await using _runner = runAs(processOn(store, { now: () => began }), async () => {});
    expect(await ends(store, id, 'done')).toMatchObject({ attempts: 2 });
  });

  test('a worker that stands still keeps its job, however long, and loses it when it dies', async () => {
    await using store = await open();
    const { id, worker } = await startHanging(store);
    await using child = worker;
    child.process.kill('SIGSTOP');
    await using _runner = runAs(processOn(store, later), async () => {});
    // It is due after the first, and there is one hand for both.
    const other = await enqueue(store, { input: {} });
    await ends(store, other.id, 'done');
    expect(await getJob({ store }, id)).toMatchObject({ state: 'running', attempts: 1 });
    child.process.kill('SIGKILL');
    await child.exited;
    expect(await ends(store, id, 'done')).toMatchObject({ attempts: 2 });
  });

  test('how a job ended is told again where the database did not hear it, and the job not run again', async () => {
    await using store = await open();
    const { id } = await enqueue(store);
    const handler = vi.fn(async () => {});
    await using _runner = runAs(processOn(deafOnce(store)), handler);
    expect(await ends(store, id, 'done')).toMatchObject({ attempts: 1 });
    expect(handler).toHaveBeenCalledOnce();
  });

  test('a job that was taken up without hearing of it is not held for good', async () => {
    await using store = await open();
    const { id } = await enqueue(store);
    const handler = vi.fn(async () => {});
    await using _runner = runAs(processOn(unheardOnce(store)), handler);
    expect(await ends(store, id, 'done')).toMatchObject({ attempts: 1 });
    expect(handler).toHaveBeenCalledOnce();
  });

  test('a job that kills every worker is given up', async () => {
    await using store = await open();
    const clock = handClock();
    const { id } = await enqueue(store, { maxAttempts: 2 }, clock.now());
    for (let round = 0; round < 2; round += 1) {
      const dying = { store, clock, log: silentLog };
      await claim({ ...dying, lease: new ProcessLease(dying) });
      clock.advance(LEASE_MS);
    }
    const handler = vi.fn(async () => {});
    await using _runner = run(store, handler);
    const job = await ends(store, id, 'failed');
    expect(job.error?.message).toContain('broken off 2 times');
    expect(handler).not.toHaveBeenCalled();
  });

  test('several processes share a queue, and every job runs exactly once', async () => {
    await using store = await open();
    await using children = new AsyncDisposableStack();
    const workers = [1, 2, 3].map(() =>
      children.use(startChild(WORKER, { ...store.options, lockFolder: lockFolderOf(store) })),
    );
    await Promise.all(workers.map((worker) => worker.said('ready')));
    const jobs = await Promise.all(Array.from({ length: 60 }, () => enqueue(store, { input: {} })));
    for (const { id } of jobs) await ends(store, id, 'done');
    await children.disposeAsync();
    const ran = workers.flatMap((worker) => worker.lines.filter((line) => line !== 'ready'));
    expect(ran.sort()).toEqual(jobs.map((job) => job.id).sort());
  });
});
