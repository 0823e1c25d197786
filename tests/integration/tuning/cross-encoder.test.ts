import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dotProduct, openEmbedder, removeModel } from '../../../server/models/index.ts';
import type { Ranking } from '../../../server/tuning/cross-encoder/ranking.ts';
import type { Reading } from '../../../server/tuning/cross-encoder/reading.ts';
import { areMade, openCrossEncoder } from '../../../server/tuning/index.ts';
import { testCacheDir, testEmbedder, testModelsDeps } from '../../support/models.ts';
import { silentLog } from '../../support/store.ts';

const PRICES = ['bread', 'milk', 'soap', 'rope', 'paint', 'glue', 'tea', 'salt'];

/** Of each thing the page says what it costs, and nothing of its weight. */
const readings: Reading[] = PRICES.flatMap((thing, index) => {
  const text = `Prices: ${thing} costs ${index + 2} pounds.\nPrices: we are open from 9 to 5.`;
  return [
    { organisation: 'Corner Shop', question: `What does ${thing} cost?`, text, answers: true },
    { organisation: 'Corner Shop', question: `How heavy is ${thing}?`, text, answers: false },
  ];
});

const PLACES = 'Prices: we are open from 9 to 5.';
const rankings: Ranking[] = PRICES.map((thing, index) => ({
  question: `What does ${thing} cost?`,
  yes: [`Prices: ${thing} costs ${index + 2} pounds.`],
  partly: [],
  no: [PLACES],
}));

let cacheDir: string;
beforeEach(async () => {
  const { id } = await testEmbedder();
  cacheDir = await mkdtemp(join(tmpdir(), 'foyer-reading-'));
  for (const part of ['models', 'downloads']) {
    await mkdir(join(cacheDir, part));
    await symlink(join(testCacheDir(), part, id), join(cacheDir, part, id));
  }
});
afterEach(() => rm(cacheDir, { recursive: true }));

function openOn(rows: Reading[], ranked = rankings) {
  const models = testModelsDeps(cacheDir, silentLog);
  const readReadings = async () => rows;
  const readRankings = async () => ranked;
  return openCrossEncoder({
    models,
    embedder: 'all-minilm-l6-v2',
    precision: 'q8',
    threads: 2,
    readReadings,
    readRankings,
  });
}

test('both are made once of the embedder and their rows, and used beside questions from then on', async () => {
  const crossEncoder = openOn(readings);
  await using embedder = await openEmbedder({
    log: silentLog,
    model: await testEmbedder(),
    crossEncoder: () => crossEncoder.find(),
    biEncoder: () => crossEncoder.findBiEncoder(),
  });
  const tea = ['What does tea cost?', rankings[6]?.yes[0] ?? '', PLACES];
  const nearness = (vectors: Float32Array[] = []) =>
    tea
      .slice(1)
      .map((_, at) => dotProduct(vectors[0] ?? new Float32Array(), vectors[at + 1] ?? new Float32Array()));
  expect(await embedder.embedToRank?.(tea)).toBeUndefined();
  const ask = () => embedder.read?.('What does tea cost?', [readings[12]?.text ?? '']);
  expect(await ask()).toBeUndefined();

  const steps: number[] = [];
  const made = await crossEncoder.make({ onProgress: ({ done }) => steps.push(done) });
  expect(steps.at(-1)).toBe(steps.length);
  expect(await crossEncoder.find()).toEqual(made);
  await expect.poll(ask).toMatchObject({ model: { sha256: made.manifest.sha256 } });
  const biEncoder = await crossEncoder.findBiEncoder();
  expect(biEncoder?.manifest.kind).toBe('embedder');
  const rank = async () => await embedder.embedToRank?.(tea);
  await expect.poll(rank).toMatchObject({ model: { sha256: biEncoder?.manifest.sha256 } });
  const [right = 0, wrong = 0] = nearness((await rank())?.vectors);
  const [rightBefore = 0, wrongBefore = 0] = nearness(await embedder.embed(tea));
  expect(right - wrong).toBeGreaterThan(rightBefore - wrongBefore);

  const again = await crossEncoder.make({ onProgress: () => expect.unreachable('It was made already.') });
  expect(again).toEqual(made);
  await rm(made.path, { recursive: true });
  expect((await crossEncoder.make()).manifest.sha256, 'taught anew, byte by byte').toBe(made.manifest.sha256);
  const reread = openOn(readings.slice(2));
  expect([await reread.find(), await reread.findBiEncoder()]).toEqual([undefined, biEncoder]);
  const reranked = openOn(readings, rankings.slice(1));
  expect(await reranked.find(), 'the one that is here reads until its bi-encoder is made').toBeDefined();
  expect(await areMade(reranked)).toBe(false);
});

test('stopped while it learns, it leaves nothing that could be taken for one', async () => {
  const stopping = new AbortController();
  const severalSteps = [1, 2, 3, 4, 5].flatMap((units) =>
    rankings.map((row) => ({ ...row, question: `${row.question} ${units} of it` })),
  );
  const crossEncoder = openOn(readings, severalSteps);
  const making = crossEncoder.make({ onProgress: () => stopping.abort() }, stopping.signal);
  await expect(making).rejects.toMatchObject({ code: 'cancelled' });
  expect([await crossEncoder.findBiEncoder(), await crossEncoder.find()]).toEqual([undefined, undefined]);
  expect(await readdir(join(cacheDir, 'models'))).toEqual(['all-minilm-l6-v2']);
});

test('an embedder that is removed while it learns ends it, and is not fetched again', async () => {
  const { id } = await testEmbedder();
  const crossEncoder = openOn(readings);
  const making = crossEncoder.make({ onProgress: () => void removeModel({ cacheDir }, { id }) });
  await expect(making).rejects.toMatchObject({
    code: 'model_unavailable',
    message: expect.stringContaining(`foyer model pull ${id}`),
  });
  await expect(crossEncoder.make()).rejects.toMatchObject({ code: 'model_unavailable' });
  for (const part of ['models', 'downloads']) expect(await readdir(join(cacheDir, part))).toEqual([]);
});
