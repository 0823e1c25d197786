import { Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import {
  biEncoderTensors,
  buildBiEncoderHeldOut,
  buildBiEncoderTraining,
  buildCrossEncoderTraining,
  buildEncoderModel,
  taughtWeights,
} from '../../../server/graph/index.ts';
import { meanPool } from '../../../server/models/process/mean-pool.ts';
import { seededRandom } from '../../support/random.ts';
import { int64, openBuiltModel } from '../../support/sessions.ts';
import {
  TINY_ENCODER as config,
  drawMatrices,
  expectGradients,
  feedsOf,
  matricesAsWeights,
  numbers,
  TINY_ENCODER_WEIGHTS as weights,
} from '../../support/tiny-encoder.ts';

const options = { dataName: 'weights.bin' };
const tensors = biEncoderTensors(config);
const [rows, columns, width] = [3, 5, config.hiddenSize];
const mask = [1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 0, 0, 0];
const texts = {
  input_ids: int64([1, 5, 9, 7, 2, 1, 6, 8, 2, 0, 1, 2, 0, 0, 0], [rows, columns]),
  token_type_ids: int64(new Array(rows * columns).fill(0), [rows, columns]),
  attention_mask: int64(mask, [rows, columns]),
};
const random = seededRandom(4);
const shares = new Float32Array(rows * width).map(() => 2 * random() - 1);
const batch = { ...texts, target_weights: new Tensor('float32', shares, [rows, width]) };

test('the gradient of what the vectors are weighted with is that of finite differences', async () => {
  await using training = await openBuiltModel(buildBiEncoderTraining(config, weights, options));
  await expectGradients(training, batch, tensors);
});

test('the loss is the weighted sum of the vectors, which are those of the embedder served with what was taught', async () => {
  const taught = drawMatrices(tensors, 9, () => 0.3);
  await using heldOut = await openBuiltModel(buildBiEncoderHeldOut(config, weights, options));
  const judged = await heldOut.run({ ...batch, ...feedsOf(tensors, taught) });
  const vectors = numbers(judged['target_losses']);
  const sum = vectors.reduce((total, value, at) => total + value * (shares[at] ?? 0), 0);
  expect(numbers(judged['loss'])[0]).toBeCloseTo(sum, 4);

  const merged = taughtWeights(weights, matricesAsWeights(tensors, taught));
  await using served = await openBuiltModel(
    buildEncoderModel(config, merged, { precision: 'fp32', dataName: 'weights.bin' }),
  );
  const hidden = (await served.run(texts))['last_hidden_state']?.data as Float32Array;
  const expected = meanPool(hidden, BigInt64Array.from(mask, BigInt), { rows, columns, width });
  for (const [at, value] of expected.entries()) expect(vectors[at]).toBeCloseTo(value, 4);
});

test('what stays frozen is what stays frozen of a cross-encoder, so that both read one file', () => {
  const bytes = [buildBiEncoderTraining, buildBiEncoderHeldOut, buildCrossEncoderTraining].map((build) =>
    Buffer.concat([...build(config, weights, options).data]),
  );
  expect(bytes[0]?.length).toBeGreaterThan(0);
  expect(bytes[0]?.equals(bytes[2] ?? Buffer.of())).toBe(true);
  expect(bytes[1]?.equals(bytes[2] ?? Buffer.of())).toBe(true);
});
