import { expect, test, vi } from 'vitest';
import { AppError } from '../../../server/base/index.ts';
import { runJobs } from '../../../server/jobs/index.ts';
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
const work = (deps: TeachDeps) => runJobs(deps, { [TEACH_JOB]: teachJob(deps) }, { pollMs: 10 });

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
    const starts: (Uint8Array | undefined)[] = [];
    const { deps, adapters } = fakeTeaching(
      store,
      {},
      {
        planPreferences: async ({ recipe }) => ({
          plan: { train: ['a'], heldOut: [], recipe: { ...recipe, seed: 8 } },
          notes: [],
        }),
        planThumbs: async ({ recipe }) => {
          const objective = { kind: 'judgement', beta: 0.1, counts: { liked: 90, disliked: 80 } } as const;
          const plan = { train: ['b'], heldOut: ['c'], recipe: { ...recipe, objective } };
          return { plan, notes: ['It learns from thumbs.'] };
        },
        createVersion: async (version) => {
          seen.push(version);
          return { versionId: 'version_1' };
        },
      },
    );
    const { openTrainer } = deps.stages;
    deps.stages.openTrainer = async (purpose) => {
      const trainer = await openTrainer(purpose);
      const train = trainer.train.bind(trainer);
      trainer.train = (input, signal) => {
        starts.push(input.start);
        return train(input, signal);
      };
      return trainer;
    };
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
