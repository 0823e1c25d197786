import {
  biEncoderTensors,
  crossEncoderTensors,
  type EncoderConfig,
  type TrainedTensor,
  taughtWeights,
} from '../../graph/index.ts';
import { readSafetensors } from '../safetensors/open-safetensors.ts';
import type { TaughtKind } from '../types.ts';
import { invalidFile } from '../weights/byte-source.ts';
import type { OpenedOrigin } from './open-origin.ts';

/** What an embedder was taught: a safetensors file with the tensors of its kind. */
export type Taught = { kind: TaughtKind; tensors: Uint8Array };

const TENSORS_OF: Record<TaughtKind, (config: EncoderConfig) => readonly TrainedTensor[]> = {
  'cross-encoder': crossEncoderTensors,
  'bi-encoder': biEncoderTensors,
};

/**
 * An embedder with what it was taught in place of its matrices.
 * @throws AppError `model_file_invalid` where a tensor is missing, or has another shape
 */
export function withTaught(origin: OpenedOrigin, taught: Taught | undefined): OpenedOrigin {
  if (taught === undefined) return origin;
  const { kind } = taught;
  const name = `what the ${kind} was taught`;
  if (origin.kind === 'generator') throw invalidFile(name, `only an embedder can become a ${kind}`);
  const matrices = readSafetensors(taught.tensors, name);
  for (const tensor of TENSORS_OF[kind](origin.config)) {
    const found = matrices.shape(tensor.name).join(' x ');
    const wanted = tensor.shape.join(' x ');
    if (found === wanted) continue;
    throw invalidFile(name, `the tensor "${tensor.name}" has the shape ${found}, not ${wanted}`);
  }
  const weights = taughtWeights(origin.weights, matrices);
  return { ...origin, kind: kind === 'bi-encoder' ? 'embedder' : kind, weights };
}
