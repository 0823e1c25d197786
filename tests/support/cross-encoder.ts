import type { TrainedTensor, WeightSource } from '../../server/graph/index.ts';
import { encodeSafetensors } from '../../server/models/index.ts';
import { seededRandom } from './random.ts';

/** A vector of all that is trained, as the pretrained one with noise: enough that each text is read otherwise. */
export function noisyMatrices(pretrained: Float32Array, seed = 5): Float32Array {
  const random = seededRandom(seed);
  return pretrained.map((value) => value + 0.05 * (2 * random() - 1) + (value === 0 ? 2 * random() - 1 : 0));
}

/** A vector of trained tensors, end to end, as the file that a cross-encoder is written from. */
export function taughtFile(tensors: readonly TrainedTensor[], vector: Float32Array): Uint8Array {
  let end = 0;
  const values = new Map(
    tensors.map(({ name, shape }) => {
      const start = end;
      end += shape[0] * shape[1];
      return [name, { shape, data: vector.subarray(start, end) }] as const;
    }),
  );
  const source: Pick<WeightSource, 'names' | 'shape' | 'read'> = {
    names: () => [...values.keys()],
    shape: (name) => values.get(name)?.shape ?? [],
    read: (name) => values.get(name)?.data ?? new Float32Array(),
  };
  return Buffer.concat([...encodeSafetensors(source).chunks]);
}
