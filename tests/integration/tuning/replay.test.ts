import { expect, test, vi } from 'vitest';
import { ProcessLease, runJobs } from '../../../server/jobs/index.ts';
import {
  exportDataSet,
  getRun,
  listDataRows,
  makeDataSet,
  readTrainingRows,
  recipeWithReplay,
  startRun,
  TEACH_JOB,
  teachJob,
} from '../../../server/tuning/index.ts';
import type { NewVersion } from '../../../server/tuning/runs/teach-deps.ts';
import { type FakeGenerator, fakeGenerator } from '../../support/fake-models.ts';
import { insertBotRow } from '../../support/rows.ts';
import { describeStores, openTestStore } from '../../support/store.ts';
import { openTaughtBot, teach } from '../../support/taught-bot.ts';
import { tinyTeaching, tinyWords } from '../../support/tiny-teaching.ts';

const botId = 'bot';
const actor = 'key:staff';
const input = { actor, botId, base: { id: 'tiny', sha256: null }, seed: 1 };

function untuned(generator: FakeGenerator) {
  return async () => ({ ...generator, async [Symbol.asyncDispose]() {} });
}

describeStores('replay', (open) => {
  test('stands in the data set as a kind of its own; without a share the set is the very same as ever', async () => {
    await using deps = await openTaughtBot(open);
    await teach(deps);
    const generator = fakeGenerator((messages) => `Said of ${messages.at(-1)?.content}`);
    const made = (share: number) =>
      makeDataSet(deps, { ...input, recipe: recipeWithReplay(share), openUntuned: untuned(generator) });

    const plain = await makeDataSet(deps, input);
    expect((await made(0)).dataSetId).toBe(plain.dataSetId);
    expect(JSON.stringify(plain.manifest)).not.toContain('replay');
    expect(generator.requests).toEqual([]);

    const { dataSetId, manifest } = await made(0.2);
    expect(generator.requests).toHaveLength(manifest.kept.replay ?? 0);
    const { rows } = await listDataRows(deps, { botId, dataSetId, part: 'replay', limit: 500 });
    expect(rows[0]).toMatchObject({ split: 'held-out', who: 'model: fake-generator', documents: [] });
    const before = await readTrainingRows(deps, plain.dataSetId);
    const after = await readTrainingRows(deps, dataSetId);
    expect(before.replay).toEqual([]);
    expect(after.replay).toHaveLength(12);
    // What decides when to stop is the same as ever.
    const texts = (examples: typeof before.train) => examples.map(({ messages }) => messages);
    expect(texts(after.heldOut)).toEqual(texts(before.heldOut));
    expect(texts(after.train).slice(0, before.train.length)).toEqual(texts(before.train));
    const share = (after.train.length - before.train.length) / after.train.length;
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.25);
    const lines = (await exportDataSet(deps, { botId, dataSetId })).trim().split('\n');
    expect(lines).toHaveLength(manifest.train + manifest.heldOut);
  });
});

test('a run with replay tells what its model forgot: on its record, in its notes and in its version', async () => {
  await using store = await openTestStore();
  await insertBotRow(store, botId);
  const { stages, ...deps } = await tinyTeaching({ store, dataDir: store.dataDir, say: () => undefined });
  const versions: NewVersion[] = [];
  const shares: number[] = [];
  const teaching = {
    ...deps,
    stages: {
      ...stages,
      async assemble({ replay }: { replay: number }) {
        shares.push(replay);
        return { dataSetId: 'set_1', problems: [], notes: [] };
      },
      async readRows() {
        const { train, heldOut } = await stages.readRows('set_1');
        return { train: [...train, ...tinyWords('stuvw', 2)], heldOut, replay: tinyWords('wxyz', 2) };
      },
      async createVersion(version: NewVersion) {
        versions.push(version);
        return { versionId: 'version_1' };
      },
    },
  };
  const settings = { epochs: 6, learningRate: 0.01, test: false, replay: 0.2 };
  const { id } = await startRun(teaching, { actor, botId, settings });
  const lease = new ProcessLease(teaching);
  await using _worker = runJobs({ ...teaching, lease }, { [TEACH_JOB]: teachJob(teaching) });
  const run = await vi.waitUntil(
    async () => {
      const found = await getRun({ store }, { runId: id });
      if (found.error) throw new Error(found.error.message);
      return found.state === 'done' ? found : undefined;
    },
    { timeout: 120_000, interval: 20 },
  );
  expect(shares).toEqual([0.2]);
  const { forgetting } = run;
  expect(forgetting).toMatchObject({ rows: 3 });
  // Untaught it can only guess among its tokens; words backwards are what it was taught.
  expect(forgetting?.before).toBeGreaterThan(3);
  expect(forgetting?.after).not.toBe(forgetting?.before);
  expect(run.notes).toEqual([
    expect.stringContaining(
      `${forgetting?.after.toFixed(3)} after teaching and ${forgetting?.before.toFixed(3)} before`,
    ),
  ]);
  expect(versions[0]?.recipe.forgetting).toEqual(forgetting);
}, 180_000);
