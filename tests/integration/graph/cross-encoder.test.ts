import { Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import {
  buildCrossEncoderHeldOut,
  buildCrossEncoderModel,
  buildCrossEncoderTraining,
  crossEncoderTensors,
  crossEncoderWeights,
  type EncoderConfig,
  type TrainedTensor,
  type WeightSource,
} from '../../../server/graph/index.ts';
import { seededRandom } from '../../support/random.ts';
import { int64, openBuiltModel } from '../../support/sessions.ts';

const config: EncoderConfig = {
  architecture: 'bert',
  vocabularySize: 40,
  tokenTypes: 2,
  hiddenSize: 32,
  intermediateSize: 64,
  layers: 2,
  heads: 4,
  normEpsilon: 1e-12,
  maxPositions: 16,
};
const options = { dataName: 'weights.bin' };
const tensors = crossEncoderTensors(config);
const weights = randomWeights();
const batch = {
  input_ids: int64([1, 5, 9, 2, 7, 8, 2, 1, 6, 2, 11, 2, 0, 0], [2, 7]),
  token_type_ids: int64([0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 0, 0], [2, 7]),
  attention_mask: int64([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0], [2, 7]),
  target_ids: int64([1, 0], [2]),
  target_weights: new Tensor('float32', Float32Array.of(1, 0.5), [2]),
};

test('a cross-encoder that was taught nothing calls both readings as likely, and its gradient is that of finite differences', async () => {
  await using training = await openBuiltModel(buildCrossEncoderTraining(config, weights, options));
  const start = draw(7, ({ name }) => (name.startsWith('classifier') ? 0 : 0.3));
  const first = await training.run({ ...batch, ...feeds(start) });
  expect(numbers(first['loss'])[0]).toBeCloseTo(1.5 * Math.LN2, 5);

  const at = draw(8, () => 0.3);
  const lossAt = async (matrices: Float32Array[]) =>
    numbers((await training.run({ ...batch, ...feeds(matrices) }))['loss'])[0] ?? Number.NaN;
  const outputs = await training.run({ ...batch, ...feeds(at) });
  const step = 2e-3;
  for (const [index, { name }] of tensors.entries()) {
    const direction = draw(index + 20, () => 1)[index] ?? new Float32Array();
    const moved = (by: number) =>
      lossAt(
        at.map((values, place) =>
          place === index ? values.map((v, k) => v + by * (direction[k] ?? 0)) : values,
        ),
      );
    const slope = ((await moved(step)) - (await moved(-step))) / (2 * step);
    const gradient = numbers(outputs[`${name}.gradient`]);
    const found = gradient.reduce((sum, value, k) => sum + value * (direction[k] ?? 0), 0);
    expect(Math.abs(found - slope), name).toBeLessThan(1e-2 * Math.max(0.05, Math.abs(slope)));
  }
});

test.each(['fp32', 'q8'] as const)('served at %s it reads as it was taught to', async (precision) => {
  const taught = draw(9, () => 0.3);
  await using heldOut = await openBuiltModel(buildCrossEncoderHeldOut(config, weights, options));
  const losses = numbers((await heldOut.run({ ...batch, ...feeds(taught) }))['target_losses']);

  const source: WeightSource = {
    names: () => tensors.map(({ name }) => name),
    has: (name) => tensors.some((tensor) => tensor.name === name),
    shape: (name) => tensors.find((tensor) => tensor.name === name)?.shape ?? [],
    read: (name) => taught[tensors.findIndex((tensor) => tensor.name === name)] ?? new Float32Array(),
  };
  const merged = crossEncoderWeights(weights, source);
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

function draw(seed: number, spread: (tensor: TrainedTensor) => number): Float32Array[] {
  const random = seededRandom(seed);
  return tensors.map((tensor) => {
    const values = new Float32Array(tensor.shape[0] * tensor.shape[1]);
    return values.map(() => spread(tensor) * (2 * random() - 1));
  });
}

function feeds(matrices: readonly Float32Array[]): Record<string, Tensor> {
  return Object.fromEntries(
    tensors.map(({ name, shape }, index) => [
      name,
      new Tensor('float32', matrices[index] ?? new Float32Array(), [...shape]),
    ]),
  );
}

function numbers(tensor: Tensor | undefined): number[] {
  return Array.from(tensor?.data as Float32Array);
}

/** Every weight that a BERT of this size has, drawn once. */
function randomWeights(): WeightSource {
  const { hiddenSize: width, intermediateSize: wide, vocabularySize, maxPositions, tokenTypes } = config;
  const shapes = new Map<string, readonly number[]>([
    ['embeddings.word_embeddings.weight', [vocabularySize, width]],
    ['embeddings.position_embeddings.weight', [maxPositions, width]],
    ['embeddings.token_type_embeddings.weight', [tokenTypes, width]],
  ]);
  const dense = (name: string, outputs: number, inputs: number) => {
    shapes.set(`${name}.weight`, [outputs, inputs]).set(`${name}.bias`, [outputs]);
  };
  const norm = (name: string) => shapes.set(`${name}.weight`, [width]).set(`${name}.bias`, [width]);
  norm('embeddings.LayerNorm');
  for (let layer = 0; layer < config.layers; layer++) {
    const prefix = `encoder.layer.${layer}`;
    for (const part of ['query', 'key', 'value']) dense(`${prefix}.attention.self.${part}`, width, width);
    dense(`${prefix}.attention.output.dense`, width, width);
    dense(`${prefix}.intermediate.dense`, wide, width);
    dense(`${prefix}.output.dense`, width, wide);
    norm(`${prefix}.attention.output.LayerNorm`);
    norm(`${prefix}.output.LayerNorm`);
  }
  const random = seededRandom(3);
  const values = new Map(
    [...shapes].map(([name, shape]) => {
      const size = shape.reduce((product, length) => product * length, 1);
      const isGamma = name.endsWith('LayerNorm.weight');
      return [name, new Float32Array(size).map(() => (isGamma ? 1 : 0) + 0.3 * (2 * random() - 1))];
    }),
  );
  return {
    names: () => [...shapes.keys()],
    has: (name) => shapes.has(name),
    shape: (name) => shapes.get(name) ?? [],
    read: (name) => values.get(name) ?? new Float32Array(),
  };
}
