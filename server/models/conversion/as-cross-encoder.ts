import { crossEncoderTensors, taughtWeights } from '../../graph/index.ts';
import { readSafetensors } from '../safetensors/open-safetensors.ts';
import { invalidFile } from '../weights/byte-source.ts';
import type { OpenedOrigin } from './open-origin.ts';

const TAUGHT = 'what the cross-encoder was taught';

/**
 * An embedder with what it was taught in place of its matrices.
 * @param taught a safetensors file with the tensors of `crossEncoderTensors`
 * @throws AppError `model_file_invalid` where it lacks one, or has one of another shape
 */
export function asCrossEncoder(origin: OpenedOrigin, taught: Uint8Array | undefined): OpenedOrigin {
  if (taught === undefined) return origin;
  if (origin.kind === 'generator') throw invalidFile(TAUGHT, 'only an embedder can become a cross-encoder');
  const matrices = readSafetensors(taught, TAUGHT);
  for (const { name, shape } of crossEncoderTensors(origin.config)) {
    const found = matrices.shape(name);
    if (found.join() === shape.join()) continue;
    throw invalidFile(
      TAUGHT,
      `the tensor "${name}" has the shape ${found.join(' x ')}, not ${shape.join(' x ')}`,
    );
  }
  return { ...origin, kind: 'cross-encoder', weights: taughtWeights(origin.weights, matrices) };
}
