import { Tensor } from 'onnxruntime-node';
import { expect } from 'vitest';
import type { EncoderConfig, TrainedTensor, WeightSource } from '../../server/graph/index.ts';
import { seededRandom } from './random.ts';
import type { TestSession } from './sessions.ts';

export const TINY_ENCODER: EncoderConfig = {
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

/** Every weight that a BERT of this size has, drawn once. */
export const TINY_ENCODER_WEIGHTS = randomWeights();

/** One matrix a tensor, even within `spread`. */
export function drawMatrices(
  tensors: readonly TrainedTensor[],
  seed: number,
  spread: (tensor: TrainedTensor) => number,
): Float32Array[] {
  const random = seededRandom(seed);
  return tensors.map((tensor) => {
    const values = new Float32Array(tensor.shape[0] * tensor.shape[1]);
    return values.map(() => spread(tensor) * (2 * random() - 1));
  });
}

/** The matrices as a training graph takes them. */
export function feedsOf(
  tensors: readonly TrainedTensor[],
  matrices: readonly Float32Array[],
): Record<string, Tensor> {
  return Object.fromEntries(
    tensors.map(({ name, shape }, index) => [
      name,
      new Tensor('float32', matrices[index] ?? new Float32Array(), [...shape]),
    ]),
  );
}

/** The matrices as `taughtWeights` takes them. */
export function matricesAsWeights(
  tensors: readonly TrainedTensor[],
  matrices: readonly Float32Array[],
): WeightSource {
  const placeOf = (name: string) => tensors.findIndex((tensor) => tensor.name === name);
  return {
    names: () => tensors.map(({ name }) => name),
    has: (name) => placeOf(name) >= 0,
    shape: (name) => tensors[placeOf(name)]?.shape ?? [],
    read: (name) => matrices[placeOf(name)] ?? new Float32Array(),
  };
}

/** Each tensor's gradient is that of finite differences of `loss`, along one direction each. */
export async function expectGradients(
  training: TestSession,
  batch: Record<string, Tensor>,
  tensors: readonly TrainedTensor[],
): Promise<void> {
  const at = drawMatrices(tensors, 8, () => 0.3);
  const lossAt = async (matrices: Float32Array[]) =>
    numbers((await training.run({ ...batch, ...feedsOf(tensors, matrices) }))['loss'])[0] ?? Number.NaN;
  const outputs = await training.run({ ...batch, ...feedsOf(tensors, at) });
  const step = 2e-3;
  for (const [index, { name }] of tensors.entries()) {
    const direction = drawMatrices(tensors, index + 20, () => 1)[index] ?? new Float32Array();
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
}

export function numbers(tensor: Tensor | undefined): number[] {
  return Array.from(tensor?.data as Float32Array);
}

function randomWeights(): WeightSource {
  const {
    hiddenSize: width,
    intermediateSize: wide,
    vocabularySize,
    maxPositions,
    tokenTypes,
  } = TINY_ENCODER;
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
  for (let layer = 0; layer < TINY_ENCODER.layers; layer++) {
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
