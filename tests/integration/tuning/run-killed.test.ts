import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { getRun, startRun } from '../../../server/tuning/index.ts';
import { type Child, startChild } from '../../support/child.ts';
import { fakeTeaching } from '../../support/fake-teaching.ts';
import { insertBotRow } from '../../support/rows.ts';
import { openTestStore, type TestStore } from '../../support/store.ts';

const WORKER = join(import.meta.dirname, '../../support/teach-worker.ts');
const QUICK = { epochs: 40, learningRate: 0.005 };
/** It learns on to the last step, so that there is time to kill it in. */
const SLOW = { epochs: 300, learningRate: 0.0003 };
/** A trainer is of the lowest priority, and starts three times here. */
vi.setConfig({ testTimeout: 300_000 });

const worker = (store: TestStore, options = {}) => startChild(WORKER, { ...store.options, ...options });
const said = ({ lines }: Child, what: string) => lines.filter((line) => line.startsWith(`${what} `)).at(-1);

async function startTiny(store: TestStore, numbers = QUICK): Promise<string> {
  await insertBotRow(store, 'bot');
  const settings = { ...numbers, test: false };
  return (await startRun(fakeTeaching(store).deps, { actor: 'system:test', botId: 'bot', settings })).id;
}

async function until(
  store: TestStore,
  runId: string,
  isSo: (run: Awaited<ReturnType<typeof getRun>>) => boolean,
) {
  return vi.waitUntil(
    async () => {
      const run = await getRun({ store }, { runId });
      if (run.error) throw new Error(run.error.message);
      return isSo(run) ? run : undefined;
    },
    { timeout: 120_000, interval: 10 },
  );
}

test('kill -9 of the worker, then of the trainer: the run goes on to the very same adapter, and no point is lost', async () => {
  await using plainStore = await openTestStore();
  const plainRun = await startTiny(plainStore, SLOW);
  await using plainWorker = worker(plainStore);
  const plain = await until(plainStore, plainRun, ({ state }) => state === 'done');

  await using store = await openTestStore();
  const runId = await startTiny(store, SLOW);
  await using first = worker(store, { killedAt: 'last' });
  await first.exited;
  const broken = await getRun({ store }, { runId });
  expect(broken.state).toBe('training');

  await using second = worker(store);
  const reached = broken.progress?.step ?? 0;
  await until(store, runId, (run) => (run.progress?.step ?? 0) > reached);
  process.kill(Number(said(second, 'trainer')?.split(' ')[1]), 'SIGKILL');
  const done = await until(store, runId, ({ state }) => state === 'done');

  expect(second.lines.filter((line) => line.startsWith('trainer '))).toHaveLength(2);
  expect(said(second, 'adapter')).toBe(said(plainWorker, 'adapter'));
  const curve = ({ points }: typeof done) =>
    points.map(({ step, loss, heldOutLoss }) => ({ step, loss, heldOutLoss }));
  expect(curve(done)).toEqual(curve(plain));
});

test('kill -9 in the middle of learning corrections: the run goes on to the very same adapter, and the margin has risen', async () => {
  const corrected = { hasCorrections: true };
  await using plainStore = await openTestStore();
  const plainRun = await startTiny(plainStore);
  await using plainWorker = worker(plainStore, corrected);
  const plain = await until(plainStore, plainRun, ({ state }) => state === 'done');

  await using store = await openTestStore();
  const runId = await startTiny(store);
  await using first = worker(store, { ...corrected, killedAt: 'preferring' });
  await first.exited;
  expect((await getRun({ store }, { runId })).state).toBe('preferring');

  await using second = worker(store, corrected);
  const done = await until(store, runId, ({ state }) => state === 'done');
  expect(said(second, 'adapter')).toBe(said(plainWorker, 'adapter'));
  const margins = ({ points }: typeof done) => points.map(({ step, margin }) => ({ step, margin }));
  expect(margins(done)).toEqual(margins(plain));

  const learned = done.points.flatMap(({ margin }) => (margin === null ? [] : [margin]));
  expect(learned[0]).toBeCloseTo(0, 5);
  expect(learned.at(-1)).toBeGreaterThan(1);
  expect(done.preference).toMatchObject({ pairs: 11, heldOut: 2, outcome: { isKept: true } });
  expect(done.preference?.outcome?.margin).toBeGreaterThan(0);
  expect(done.notes.at(-1)).toMatch(/learned from 11 corrections .* on the 2 kept aside/);
});

test('kill -9 in the middle of learning from thumbs, after corrections: the run goes on to the very same adapter', async () => {
  const judged = { hasCorrections: true, hasThumbs: true };
  await using plainStore = await openTestStore();
  const plainRun = await startTiny(plainStore);
  await using plainWorker = worker(plainStore, judged);
  const plain = await until(plainStore, plainRun, ({ state }) => state === 'done');

  await using store = await openTestStore();
  const runId = await startTiny(store);
  await using first = worker(store, { ...judged, killedAt: 'weighing' });
  await first.exited;
  expect((await getRun({ store }, { runId })).state).toBe('weighing');

  await using second = worker(store, judged);
  const done = await until(store, runId, ({ state }) => state === 'done');
  expect(said(second, 'adapter')).toBe(said(plainWorker, 'adapter'));
  expect(done.points.map(({ part, step, margin }) => ({ part, step, margin }))).toEqual(
    plain.points.map(({ part, step, margin }) => ({ part, step, margin })),
  );
  const learned = done.points.filter(({ part }) => part === 'thumbs');
  expect(learned[0]?.margin).toBeCloseTo(0, 5);
  expect(learned.at(-1)?.margin).toBeGreaterThan(0.5);
  expect(done.thumbs).toMatchObject({ up: 6, down: 5, heldOut: 3 });
});
