import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { AppError } from '../../../server/base/index.ts';
import { ProcessLease, runJobs } from '../../../server/jobs/index.ts';
import {
  getRun,
  listRuns,
  type Run,
  startRun,
  TEACH_JOB,
  type TeachDeps,
  teachJob,
} from '../../../server/tuning/index.ts';
import type { NewVersion } from '../../../server/tuning/runs/teach-deps.ts';
import { fakeTeaching } from '../../support/fake-teaching.ts';
import { insertBotRow } from '../../support/rows.ts';
import { describeStores } from '../../support/store.ts';

const actor = 'system:test';
const start = (deps: TeachDeps, settings = {}) => startRun(deps, { actor, botId: 'bot', settings });
const work = (deps: TeachDeps) =>
  runJobs({ ...deps, lease: new ProcessLease(deps) }, { [TEACH_JOB]: teachJob(deps) }, { pollMs: 10 });

const planOneCorrection: TeachDeps['stages']['planPreferences'] = async ({ recipe }) => ({
  plan: { train: ['a'], heldOut: [], recipe: { ...recipe, seed: 8 } },
  notes: [],
});

/** Of thumbs. */
const objective = { kind: 'judgement', beta: 0.1, counts: { liked: 90, disliked: 80 } } as const;

/** The adapters that trainings begin from, in order, as they come. */
function startsOf({ stages }: TeachDeps): (Uint8Array | undefined)[] {
  const starts: (Uint8Array | undefined)[] = [];
  const { openTrainer } = stages;
  stages.openTrainer = async (purpose) => {
    const trainer = await openTrainer(purpose);
    const train = trainer.train.bind(trainer);
    trainer.train = (input, signal) => {
      starts.push(input.start);
      return train(input, signal);
    };
    return trainer;
  };
  return starts;
}

async function ends(deps: TeachDeps, runId: string, state: Run['state']) {
  return vi.waitUntil(
    async () => {
      const run = await getRun(deps, { runId });
      return run.state === state ? run : undefined;
    },
    { timeout: 20_000, interval: 10 },
  );
}

describeStores('what runs learn after their lessons', (open) => {
  async function openWithBot() {
    const store = await open();
    await insertBotRow(store, 'bot');
    return store;
  }

  test('corrections that do not carry over are left out of the version, and it is said', async () => {
    await using store = await openWithBot();
    const seen: NewVersion[] = [];
    const { deps, log } = fakeTeaching(
      store,
      {},
      {
        planPreferences: async ({ recipe }) => ({
          plan: { train: ['a', 'b'], heldOut: ['c'], recipe },
          notes: ['It learns from 2 corrections.'],
        }),
        readPreferences: async () => ({ train: [], heldOut: [] }),
        createVersion: async (version) => {
          seen.push(version);
          return { versionId: 'version_1' };
        },
      },
    );
    const { id } = await start(deps);
    await using _worker = work(deps);
    const run = await ends(deps, id, 'done');
    expect(log.filter((line) => line === 'step 1')).toHaveLength(2);
    expect(run.preference).toMatchObject({ pairs: 2, heldOut: 1, outcome: { isKept: false } });
    expect(run.notes).toEqual([
      'It learns from 2 corrections.',
      expect.stringMatching(/learned from 2 corrections is left out/),
      'Better than the untuned model.',
    ]);
    expect(seen[0]?.recipe.preference).toBeUndefined();
    expect(run.points.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  test('thumbs are learned after corrections, and are left out by themselves where they do not carry over', async () => {
    await using store = await openWithBot();
    const seen: NewVersion[] = [];
    const { deps, adapters } = fakeTeaching(
      store,
      {},
      {
        planPreferences: planOneCorrection,
        planThumbs: async ({ recipe }) => ({
          plan: { train: ['b'], heldOut: ['c'], recipe: { ...recipe, objective } },
          notes: ['It learns from thumbs.'],
        }),
        createVersion: async (version) => {
          seen.push(version);
          return { versionId: 'version_1' };
        },
      },
    );
    const starts = startsOf(deps);
    const { id } = await start(deps, { thumbs: 'auto' });
    await using _worker = work(deps);
    const run = await ends(deps, id, 'done');
    expect(adapters).toEqual([]);
    expect(run).toMatchObject({
      preference: { outcome: { isKept: true } },
      thumbs: { up: 90, down: 80, heldOut: 1, outcome: { isKept: false, margin: null } },
      settings: { thumbs: 'auto' },
    });
    expect(run.notes).toContainEqual(
      expect.stringMatching(/learned from 90 thumbs up and 80 down is left out/),
    );
    expect(starts.map((adapter) => adapter === undefined)).toEqual([true, false, false]);
    expect(starts[2]).not.toEqual(starts[1]);
    expect(seen[0]?.adapter).toEqual(starts[2]);
    expect(seen[0]?.recipe).toMatchObject({ preference: { pairs: 1 } });
    expect(seen[0]?.recipe.thumbs).toBeUndefined();
    expect(run.points.map(({ part }) => part)).toEqual(
      ['lessons', 'corrections', 'thumbs'].flatMap((part) => Array.from({ length: 6 }, () => part)),
    );
  });

  test('what a run learned and lost with its files is learned again from the last whole thing, and it is said', async () => {
    await using store = await openWithBot();
    const made: NewVersion[] = [];
    /** What is lost as a step begins, each once: before thumbs are learned, then before the version is made. */
    const losses = [/^preferred/, /^(weighed|final)/];
    async function lose(runId: string): Promise<void> {
      const lost = losses.shift();
      if (lost === undefined) return;
      const folder = join(store.dataDir, 'runs', runId);
      for (const file of await readdir(folder)) if (lost.test(file)) await rm(join(folder, file));
      throw new AppError('storage_failed', 'The disk is away.');
    }
    const { deps } = fakeTeaching(
      store,
      {},
      {
        planPreferences: planOneCorrection,
        planThumbs: async ({ recipe }) => ({
          plan: { train: ['b'], heldOut: [], recipe: { ...recipe, seed: 9, objective } },
          notes: [],
        }),
        readThumbs: async () => {
          if (losses.length === 2) await lose(id);
          return { train: [], heldOut: [] };
        },
        createVersion: async (version) => {
          made.push(version);
          await lose(id);
          return { versionId: 'version_1' };
        },
      },
    );
    const starts = startsOf(deps);
    const { id } = await start(deps, { thumbs: 'auto' });
    await using _worker = work(deps);
    const run = await ends(deps, id, 'done');
    const [lessons, corrections] = [starts[1], starts[3]];
    // Lessons, corrections, corrections again and thumbs; then thumbs once more, from the corrections that are whole.
    expect(starts).toEqual([undefined, lessons, lessons, corrections, corrections]);
    expect(corrections).not.toEqual(lessons);
    expect(made).toHaveLength(2);
    expect(made[1]).toEqual(made[0]);
    expect(run.notes.filter((note) => note.includes('as after a restored backup'))).toEqual([
      expect.stringContaining('learned from corrections is not in the data folder any more'),
      expect.stringContaining('learned from thumbs is not in the data folder any more'),
    ]);
    expect(run.points.map(({ part }) => part)).toEqual(
      ['lessons', 'corrections', 'thumbs'].flatMap((part) => Array.from({ length: 6 }, () => part)),
    );
  });

  test('a run that lost all that it had learned learns it all again', async () => {
    await using store = await openWithBot();
    let isLost = false;
    const { deps, log, adapters } = fakeTeaching(store);
    const { createVersion } = deps.stages;
    deps.stages.createVersion = async (version, signal) => {
      const made = await createVersion(version, signal);
      if (isLost) return made;
      isLost = true;
      await rm(join(store.dataDir, 'runs'), { recursive: true });
      throw new AppError('storage_failed', 'The disk is away.');
    };
    const { id } = await start(deps);
    await using _worker = work(deps);
    const run = await ends(deps, id, 'done');
    expect(log.filter((line) => line === 'step 1')).toHaveLength(2);
    expect(adapters[1]).toEqual(adapters[0]);
    expect(run.notes).toContainEqual(
      expect.stringContaining('learned from its lessons is not in the data folder'),
    );
  });

  test('required corrections that are not there are missed before anything is begun', async () => {
    await using store = await openWithBot();
    const planPreferences: TeachDeps['stages']['planPreferences'] = async ({ wish }) => {
      if (wish === 'require') throw new AppError('bad_request', 'There are too few corrections.');
      return { notes: [] };
    };
    const { deps } = fakeTeaching(store, {}, { planPreferences });
    await expect(start(deps, { preferences: 'require' })).rejects.toThrow('too few corrections');
    expect(await listRuns(deps, {})).toEqual([]);
  });
});
