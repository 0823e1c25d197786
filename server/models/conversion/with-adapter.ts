import { mergedWeights } from '../../graph/index.ts';
import { readSafetensors } from '../safetensors/open-safetensors.ts';
import { invalidFile } from '../weights/byte-source.ts';
import type { OpenedOrigin } from './open-origin.ts';

/** What a run has learned: a safetensors file with the names of `adapterTensors`, and how it is scaled. */
export type Adapter = { bytes: Uint8Array; rank: number; alpha: number };

/** The same model with the adapter merged into its weights. @throws AppError `model_file_invalid` where it does not fit */
export function withAdapter(origin: OpenedOrigin, adapter: Adapter | undefined): OpenedOrigin {
  if (adapter === undefined) return origin;
  if (origin.kind !== 'generator') throw invalidFile('the adapter', 'only a language model can be adapted');
  const weights = mergedWeights(origin.weights, readSafetensors(adapter.bytes, 'the adapter'), adapter);
  return { ...origin, weights };
}
