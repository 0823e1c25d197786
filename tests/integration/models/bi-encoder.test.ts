import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import {
  dotProduct,
  fetchModelOrigin,
  findTaughtEncoder,
  holdTaughtEncoder,
  isTaughtEncoderHeld,
  loadTextTokenizer,
  type ModelFolder,
  type ModelsDeps,
  openEmbedder,
  openTrainingSession,
  type TrainingRow,
  writeTaughtEncoder,
} from '../../../server/models/index.ts';
import { noisyMatrices, taughtFile } from '../../support/cross-encoder.ts';
import { testCacheDir, testEmbedder, testModelsDeps } from '../../support/models.ts';
import { silentLog } from '../../support/store.ts';

const TEXTS = [
  'How long may I keep boots before I send them back?',
  'Boots may be sent back within thirty days when they have not been worn outside.',
  'Shut',
  '',
];
const DIGEST = 'c0ffee'.repeat(10);
const KIND = 'bi-encoder' as const;

let base: ModelFolder;
let deps: ModelsDeps;
let taught: Uint8Array;
let encode: (text: string) => TrainingRow;
/** What the graph that the bi-encoder is judged by in training makes of the texts. */
let vectors: Float32Array[];

beforeAll(async () => {
  base = await testEmbedder();
  const cacheDir = await mkdtemp(join(tmpdir(), 'foyer-bi-encoder-'));
  await symlink(join(testCacheDir(), 'downloads'), join(cacheDir, 'downloads'));
  deps = testModelsDeps(cacheDir);
  await using training = await openTrainingSession({
    base,
    origin: await fetchModelOrigin(deps, base),
    cacheDir,
    lora: { rank: 1, alpha: 1, modules: [] },
    teaches: KIND,
    threads: 2,
  });
  const tokenizer = await loadTextTokenizer(base);
  encode = (content) => tokenizer.encode([{ role: 'user', content }]);
  const matrices = noisyMatrices(training.pretrained ?? new Float32Array());
  taught = taughtFile(training.tensors, matrices);
  const flat = await training.judge(TEXTS.map(encode), matrices);
  const width = base.manifest.shape.hiddenSize;
  vectors = TEXTS.map((_, at) => flat.slice(at * width, (at + 1) * width));
}, 600_000);

afterAll(async () => {
  if (deps) await rm(deps.cacheDir, { recursive: true, force: true });
});

test.each([
  ['fp32', 0.99999],
  ['q8', 0.98],
] as const)(
  'served at %s it gives each text the vector that it was trained to give',
  async (precision, least) => {
    const wanted = { kind: KIND, base, digest: DIGEST, precision };
    expect(await findTaughtEncoder(deps, wanted)).toBeUndefined();
    const made = await writeTaughtEncoder(deps, { ...wanted, taught });
    expect(made).toMatchObject({
      id: `${base.id}-bi-encoder-c0ffeec0ffeec0ff`,
      manifest: { kind: 'embedder' },
    });
    expect(await findTaughtEncoder(deps, wanted)).toEqual(made);

    const embedder = await openEmbedder({ log: silentLog, model: made, threads: 2 });
    onTestFinished(() => embedder[Symbol.asyncDispose]());
    const served = await embedder.embed(TEXTS);
    for (const [at, vector] of vectors.entries()) {
      expect(dotProduct(vector, vector)).toBeCloseTo(1, 4);
      expect(dotProduct(served[at] ?? new Float32Array(), vector), TEXTS[at]).toBeGreaterThan(least);
    }
  },
);

test('it is held apart from a cross-encoder of the same embedder and digest', async () => {
  const wanted = { kind: KIND, base, digest: DIGEST };
  await using _lock = await holdTaughtEncoder(deps, wanted);
  expect(await isTaughtEncoderHeld(deps, wanted)).toBe(true);
  expect(await isTaughtEncoderHeld(deps, { ...wanted, kind: 'cross-encoder' })).toBe(false);
});

test('a long text is cut for training and keeps its end', () => {
  const { ids } = encode('boots '.repeat(500));
  expect(ids).toHaveLength(128);
  const whole = encode('boots').ids;
  expect([ids[0], ids.at(-1)]).toEqual([whole[0], whole.at(-1)]);
});
