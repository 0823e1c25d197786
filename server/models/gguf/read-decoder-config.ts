import type { DecoderConfig, RopeScaling } from '../../graph/index.ts';
import { invalidFile } from '../weights/byte-source.ts';
import { checkDecoderConfig } from '../weights/check-decoder-config.ts';
import { endTokenIds } from './end-tokens.ts';
import type { Metadata } from './read-header.ts';

const ARCHITECTURES: readonly DecoderConfig['architecture'][] = ['llama', 'qwen2', 'qwen3'];

/**
 * The decoder's numbers from the metadata of a GGUF file.
 * @throws AppError `model_file_invalid` where one is missing, out of range, or the architecture is unknown
 */
export function readDecoderConfig(
  fileName: string,
  metadata: Metadata,
  tensors: { tiedEmbeddings: boolean; tokens: number | undefined; rotaryDivisors: boolean },
): DecoderConfig {
  const named = metadata.get('general.architecture');
  const architecture = ARCHITECTURES.find((known) => known === named);
  if (!architecture) {
    throw invalidFile(
      fileName,
      `its architecture is "${String(named).slice(0, 40)}"; known are ${ARCHITECTURES.join(', ')}`,
    );
  }

  function number(key: string, fallback?: number): number {
    const value = metadata.get(`${architecture}.${key}`) ?? fallback;
    if (typeof value !== 'number')
      throw invalidFile(fileName, `its metadata lacks the number "${architecture}.${key}"`);
    return value;
  }

  const hiddenSize = number('embedding_length');
  const heads = number('attention.head_count');
  const headSize = number('attention.key_length', hiddenSize / heads);
  if (
    number('rope.dimension_count', headSize) !== headSize ||
    number('attention.value_length', headSize) !== headSize
  ) {
    throw invalidFile(fileName, 'its heads are rotated in part or differ in width, which is not supported');
  }
  return checkDecoderConfig(fileName, {
    architecture,
    vocabularySize: tensors.tokens ?? number('vocab_size'),
    hiddenSize,
    intermediateSize: number('feed_forward_length'),
    layers: number('block_count'),
    heads,
    keyValueHeads: number('attention.head_count_kv', heads),
    headSize,
    // A float32 in the file: 9.999999747378752e-6 stands for 1e-5.
    normEpsilon: Number(number('attention.layer_norm_rms_epsilon').toPrecision(7)),
    ropeTheta: number('rope.freq_base', 10_000),
    ropeScaling: tensors.rotaryDivisors
      ? llama3Scaling(fileName, metadata)
      : ropeScaling(fileName, metadata, architecture),
    maxPositions: number('context_length'),
    tiedEmbeddings: tensors.tiedEmbeddings,
    endTokenIds: endTokenIds(fileName, metadata),
  });
}

function ropeScaling(fileName: string, metadata: Metadata, architecture: string): RopeScaling {
  const type = metadata.get(`${architecture}.rope.scaling.type`) ?? 'none';
  if (type === 'none') return { kind: 'none' };
  const factor = metadata.get(`${architecture}.rope.scaling.factor`);
  if (type === 'linear' && typeof factor === 'number' && factor >= 1) return { kind: 'linear', factor };
  throw invalidFile(fileName, `its rotary scaling "${String(type).slice(0, 40)}" is not supported`);
}

/** Keys of our own: llama.cpp's files keep only the divisors that these numbers make. */
export const LLAMA3_KEYS = {
  factor: 'foyer.rope.llama3.factor',
  lowFrequencyFactor: 'foyer.rope.llama3.low_freq_factor',
  highFrequencyFactor: 'foyer.rope.llama3.high_freq_factor',
  originalMaxPositions: 'foyer.rope.llama3.original_context_length',
} as const;

function llama3Scaling(fileName: string, metadata: Metadata): RopeScaling {
  const number = (key: keyof typeof LLAMA3_KEYS): number => {
    const value = metadata.get(LLAMA3_KEYS[key]);
    if (typeof value === 'number' && value > 0) return value;
    throw invalidFile(fileName, 'its rotary frequencies are rescaled, and it does not say by which numbers');
  };
  return {
    kind: 'llama3',
    factor: number('factor'),
    lowFrequencyFactor: number('lowFrequencyFactor'),
    highFrequencyFactor: number('highFrequencyFactor'),
    originalMaxPositions: number('originalMaxPositions'),
  };
}
