import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../../server/base/index.ts';
import {
  type EmbedderDeps,
  type ModelFolder,
  openEmbedder,
  type RunningEmbedder,
} from '../../../server/models/index.ts';
import { testEmbedder } from '../../support/models.ts';

type Reference = { sentences: { text: string; embedding: number[] }[] };

const REFERENCE: Reference = JSON.parse(
  readFileSync(new URL('../../fixtures/embeddings-minilm.json', import.meta.url), 'utf8'),
);
const PASSAGE = 'Boots may be sent back within thirty days when they have not been worn outside. '.repeat(8);

let model: ModelFolder;
let embedder: RunningEmbedder;

beforeAll(async () => {
  model = await testEmbedder();
  embedder = await open(model);
}, 600_000);

afterAll(() => embedder?.[Symbol.asyncDispose]());

function open(folder: ModelFolder, options: Partial<EmbedderDeps> = {}): Promise<RunningEmbedder> {
  const log = createLog({ level: 'error', write: () => undefined });
  return openEmbedder({ log, model: folder, threads: 2, ...options });
}

async function openForTest(
  folder: ModelFolder,
  options: Partial<EmbedderDeps> = {},
): Promise<RunningEmbedder> {
  const opened = await open(folder, options);
  onTestFinished(() => opened[Symbol.asyncDispose]());
  return opened;
}

function cosine(a: ArrayLike<number> = [], b: ArrayLike<number> = []): number {
  let product = 0;
  for (let at = 0; at < a.length; at++) product += (a[at] ?? 0) * (b[at] ?? 0);
  return product / (Math.hypot(...Array.from(a)) * Math.hypot(...Array.from(b)));
}

function lowestCosine(vectors: readonly Float32Array[]): number {
  return Math.min(...REFERENCE.sentences.map(({ embedding }, at) => cosine(vectors[at], embedding)));
}

const texts = REFERENCE.sentences.map(({ text }) => text);

test('8-bit vectors are those of sentence-transformers to a cosine of 0.99, of unit length, in order', async () => {
  const vectors = await embedder.embed(texts);
  expect(lowestCosine(vectors)).toBeGreaterThanOrEqual(0.99);
  for (const vector of vectors) {
    expect(vector).toHaveLength(embedder.dimensions);
    expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
  }
});

test('float32 vectors are those of sentence-transformers to a cosine of 0.999', async () => {
  const exact = await openForTest(await testEmbedder('fp32'));
  expect(lowestCosine(await exact.embed(texts))).toBeGreaterThanOrEqual(0.999);
});

test('a text has the vector it would have alone, whatever is embedded beside it', async () => {
  const crowd = [...texts, PASSAGE, '', 'x'.repeat(20_000)];
  const together = await embedder.embed(crowd);
  for (const [at, text] of crowd.entries()) {
    const [alone] = await embedder.embed([text]);
    expect(cosine(alone, together[at])).toBeGreaterThan(0.99);
  }
});

test('a question goes before the bulk that came earlier', async () => {
  const finished: string[] = [];
  const bulk = embedder
    .embed(Array.from({ length: 60 }, (_, at) => `${at} ${PASSAGE}`))
    .then(() => finished.push('bulk'));
  const question = embedder.embed(['Can I send boots back?']).then(() => finished.push('question'));
  await Promise.all([bulk, question]);
  expect(finished).toEqual(['question', 'bulk']);
});

test('cancelled bulk is dropped, and nothing of it delays the next call', async () => {
  const controller = new AbortController();
  const bulk = embedder.embed(new Array(2_000).fill(PASSAGE), controller.signal);
  controller.abort();
  await expect(bulk).rejects.toMatchObject({ code: 'cancelled' });
  expect(await embedder.embed(['Hello'])).toHaveLength(1);
  expect(await embedder.embed([])).toEqual([]);
});

test('killed in mid-work, it fails that call clearly and serves the next', async () => {
  const mortal = await openForTest(model);
  const bulk = mortal.embed(new Array(200).fill(PASSAGE));
  process.kill(mortal.pid() ?? 0, 'SIGKILL');
  await expect(bulk).rejects.toMatchObject({ code: 'model_crashed' });
  const [again] = await mortal.embed(['Hello']);
  const [expected] = await embedder.embed(['Hello']);
  expect(cosine(again, expected)).toBeCloseTo(1, 5);
});

test('more than may wait is refused at once', async () => {
  const narrow = await openForTest(model, { queueLimit: 3 });
  await expect(narrow.embed(new Array(50).fill(PASSAGE))).rejects.toMatchObject({ code: 'queue_full' });
  expect(await narrow.embed(['Hello'])).toHaveLength(1);
});
