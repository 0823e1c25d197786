import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  buildServingModel,
  buildTransformersJsModel,
  type DecoderConfig,
  type Precision,
  type WeightSource,
} from '../../../server/graph/index.ts';
import { decoderConfigFromFolder, openSafetensors } from '../../../server/models/index.ts';
import {
  argMax,
  emptyCache,
  int64,
  integers,
  nextCache,
  openBuiltModel,
  promptLogits,
  serveGreedy,
} from '../../support/sessions.ts';

type Expected = { ids: number[]; logits: number[][]; greedy: number[] };
type Build = typeof buildServingModel;

const FIXTURES = join(import.meta.dirname, '../../fixtures/tiny-models');
const NAMES = ['qwen2-untied', 'qwen3-tied', 'llama-untied-llama3', 'llama-tied-linear'];

describe.each(NAMES)('%s, made by the reference library', (name) => {
  const folder = join(FIXTURES, name);
  const config = decoderConfigFromFolder(folder, false);
  const expected: Expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));

  async function open(build: Build, precision: Precision, changed: DecoderConfig = config) {
    using weights = openWeights(folder);
    return await openBuiltModel(build(changed, weights.source, { precision, dataName: 'weights.bin' }));
  }

  test('the float32 logits agree to 1e-4', async () => {
    await using session = await open(buildTransformersJsModel, 'fp32');
    const rows = await promptLogits(session, config, expected.ids);
    const errors = rows.flatMap((row, at) =>
      Array.from(row, (value, id) => Math.abs(value - (expected.logits[at]?.[id] ?? Number.NaN))),
    );
    expect(Math.max(...errors)).toBeLessThan(1e-4);
  });

  test.each([1, 5, 100])(
    'the loop writes the reference text, %i steps a run, and stops at its end token',
    async (steps) => {
      await using session = await open(buildServingModel, 'fp32');
      expect(await serveGreedy(session, config, expected.ids, 100, steps)).toEqual(expected.greedy);
    },
  );

  test('a cache cut back to a shared prefix continues as a fresh start does', async () => {
    await using session = await open(buildServingModel, 'fp32');
    const first = await session.run({
      input_ids: int64([...expected.ids.slice(0, 7), 30, 31, 32], [1, 10]),
      past_length: int64([0], []),
      max_new_tokens: int64([4], []),
      ...emptyCache(config),
    });
    const second = await session.run({
      input_ids: int64(expected.ids.slice(7), [1, expected.ids.length - 7]),
      past_length: int64([7], []),
      max_new_tokens: int64([100], []),
      ...nextCache(first),
    });
    expect(integers(second['tokens'])).toEqual(expected.greedy);
  });

  test.each(['q8', 'q4'] as const)(
    'at %s the loop and the plain layout write the same text',
    async (precision) => {
      const endless = { ...config, endTokenIds: [config.vocabularySize] };
      await using served = await open(buildServingModel, precision, endless);
      await using plain = await open(buildTransformersJsModel, precision, endless);
      const ids = [...expected.ids];
      for (let step = 0; step < 12; step++) {
        const last = (await promptLogits(plain, config, ids)).at(-1);
        ids.push(argMax(last ?? new Float32Array()));
      }
      const written = await serveGreedy(served, endless, expected.ids, 12, 4);
      expect(written).toEqual(ids.slice(expected.ids.length));
    },
  );

  test('8 bits stay close to float32', async () => {
    await using session = await open(buildTransformersJsModel, 'q8');
    const rows = await promptLogits(session, config, expected.ids);
    const cosines = rows.map((row, at) => cosine(row, expected.logits[at] ?? []));
    expect(Math.min(...cosines)).toBeGreaterThan(0.995);
  });
});

function openWeights(folder: string): { source: WeightSource } & Disposable {
  const { weights, close } = openSafetensors(folder);
  return { source: weights, [Symbol.dispose]: close };
}

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [dot, aa, bb] = [0, 0, 0];
  for (let index = 0; index < a.length; index++) {
    const [x, y] = [a[index] ?? 0, b[index] ?? 0];
    dot += x * y;
    aa += x * x;
    bb += y * y;
  }
  return dot / Math.sqrt(aa * bb);
}
