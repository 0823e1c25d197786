import { crossEncoderTensors, type TrainedTensor, type WeightSource } from '../../server/graph/index.ts';
import {
  encodeSafetensors,
  fetchModelOrigin,
  type ModelFolder,
  type ModelsDeps,
  openModelOrigin,
  writeTaughtEncoder,
} from '../../server/models/index.ts';
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

/** One of an embedder that was taught nothing: what it says is noise, and it says it fast. */
export async function writeUntaught(deps: ModelsDeps, base: ModelFolder): Promise<ModelFolder> {
  const origin = openModelOrigin(await fetchModelOrigin(deps, base), base);
  if (origin.kind === 'generator') throw new Error(`${base.id} is no embedder.`);
  const tensors = crossEncoderTensors(origin.config);
  origin.close();
  const values = tensors.reduce((sum, { shape }) => sum + shape[0] * shape[1], 0);
  const taught = taughtFile(tensors, noisyMatrices(new Float32Array(values)));
  const input = {
    kind: 'cross-encoder' as const,
    base,
    digest: 'decade'.repeat(10),
    precision: base.precision,
  };
  return await writeTaughtEncoder(deps, { ...input, taught });
}
