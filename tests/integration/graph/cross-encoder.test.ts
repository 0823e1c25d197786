import { Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import {
  buildCrossEncoderHeldOut,
  buildCrossEncoderModel,
  buildCrossEncoderTraining,
  crossEncoderTensors,
  taughtWeights,
} from '../../../server/graph/index.ts';
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
const tensors = crossEncoderTensors(config);
const batch = {
  input_ids: int64([1, 5, 9, 2, 7, 8, 2, 1, 6, 2, 11, 2, 0, 0], [2, 7]),
  token_type_ids: int64([0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 0, 0], [2, 7]),
  attention_mask: int64([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0], [2, 7]),
  target_ids: int64([1, 0], [2]),
  target_weights: new Tensor('float32', Float32Array.of(1, 0.5), [2]),
};

test('a cross-encoder that was taught nothing calls both readings as likely, and its gradient is that of finite differences', async () => {
  await using training = await openBuiltModel(buildCrossEncoderTraining(config, weights, options));
  const start = drawMatrices(tensors, 7, ({ name }) => (name.startsWith('classifier') ? 0 : 0.3));
  const first = await training.run({ ...batch, ...feedsOf(tensors, start) });
  expect(numbers(first['loss'])[0]).toBeCloseTo(1.5 * Math.LN2, 5);

  await expectGradients(training, batch, tensors);
});

test.each(['fp32', 'q8'] as const)('served at %s it reads as it was taught to', async (precision) => {
  const taught = drawMatrices(tensors, 9, () => 0.3);
  await using heldOut = await openBuiltModel(buildCrossEncoderHeldOut(config, weights, options));
  const losses = numbers((await heldOut.run({ ...batch, ...feedsOf(tensors, taught) }))['target_losses']);

  const merged = taughtWeights(weights, matricesAsWeights(tensors, taught));
  const { input_ids, token_type_ids, attention_mask } = batch;
  await using served = await openBuiltModel(
    buildCrossEncoderModel(config, merged, { precision, dataName: 'weights.bin' }),
  );
  const logits = numbers((await served.run({ input_ids, token_type_ids, attention_mask }))['logits']);
  const [no0 = 0, yes0 = 0, no1 = 0, yes1 = 0] = logits;
  const expected = [Math.log1p(Math.exp(no0 - yes0)), Math.log1p(Math.exp(yes1 - no1))];
  const digits = precision === 'fp32' ? 4 : 1;
  expect(losses[0]).toBeCloseTo(expected[0] ?? Number.NaN, digits);
  expect(losses[1]).toBeCloseTo(expected[1] ?? Number.NaN, digits);
  expect(Math.abs(yes0 - no0)).toBeGreaterThan(0.05);
});
