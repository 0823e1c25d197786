import { expect, test, vi } from 'vitest';
import { AppError } from '../../../server/base/index.ts';
import {
  cancelRun,
  findActiveRun,
  getRun,
  pauseRun,
  resumeRun,
  type TeachDeps,
} from '../../../server/tuning/index.ts';
import { fakeTeaching } from '../../support/fake-teaching.ts';
import { insertBotRow } from '../../support/rows.ts';
import { describeStores } from '../../support/store.ts';
import { actor, ends, start, until, work } from '../../support/teach-runs.ts';

/** A machine that has its cross-encoder. */
const here = (deps: TeachDeps) => ({
  find: () => deps.stages.openBase(),
  findBiEncoder: () => deps.stages.openBase(),
  make: () => deps.stages.openBase(),
});
/** Neither encoder is here. */
const NONE = { find: async () => undefined, findBiEncoder: async () => undefined };

describeStores('teach runs and the cross-encoder of the machine', (open) => {
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
    const crossEncoder = { ...NONE, isBeingMade: async () => false, make };
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
    const crossEncoder = { ...NONE, isBeingMade: async () => false, make: full };
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
    const crossEncoder = { ...NONE, isBeingMade, make };
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
});
