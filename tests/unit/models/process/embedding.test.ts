import { expect, test } from 'vitest';
import { planBatches } from '../../../../server/models/process/embed-batches.ts';
import { meanPool } from '../../../../server/models/process/mean-pool.ts';
import { fakeEmbedder } from '../../../support/fake-models.ts';

test('every text is in exactly one batch, and batches stay small', () => {
  const texts = Array.from({ length: 500 }, (_, at) => 'word '.repeat((at * 37) % 400));
  const batches = planBatches(texts);
  expect(batches.flatMap(({ indexes }) => indexes).sort((a, b) => a - b)).toEqual(texts.map((_, at) => at));
  for (const { indexes, texts: batch } of batches) {
    expect(batch).toEqual(indexes.map((at) => texts[at]));
    const padded = batch.length * Math.max(...batch.map((text) => text.length));
    expect(batch.length === 1 || padded <= 2_400).toBe(true);
  }
  expect(planBatches([])).toEqual([]);
});

test('a sentence vector is the unit mean of its own tokens, whatever the padding holds', () => {
  const hidden = Float32Array.of(3, 0, 3, 8, 9, 9, 0, 2, 7, 7, 7, 7);
  const mask = BigInt64Array.of(1n, 1n, 0n, 1n, 0n, 0n);
  expect(meanPool(hidden, mask, { rows: 2, columns: 3, width: 2 })).toEqual(Float32Array.of(0.6, 0.8, 0, 1));
});

test('the fake embedder gives stable unit vectors, near for shared words', async () => {
  const [boots, alsoBoots, privacy] = await fakeEmbedder().embed([
    'return worn boots',
    'boots worn once',
    'data protection',
  ]);
  const cosine = (a: Float32Array = new Float32Array(), b: Float32Array = new Float32Array()) =>
    a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
  expect(cosine(boots, boots)).toBeCloseTo(1);
  expect(cosine(boots, alsoBoots)).toBeGreaterThan(cosine(boots, privacy) + 0.3);
});
