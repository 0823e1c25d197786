import type { DecoderConfig, WeightSource } from '../../graph/index.ts';
import { type ByteSource, invalidFile, openByteSource } from '../weights/byte-source.ts';
import { readDecoderConfig } from './read-decoder-config.ts';
import { type Metadata, readGgufHeader, type TensorEntry } from './read-header.ts';
import { halvesFromPairs } from './rotary-rows.ts';
import { huggingFaceName, ROTARY_DIVISORS } from './tensor-names.ts';

/** An open GGUF file of a decoder. Weights are read from disk one tensor at a time. */
export type GgufModel = {
  metadata: Metadata;
  config: DecoderConfig;
  weights: WeightSource;
  close(): void;
};

/**
 * Opens a GGUF file of a llama, qwen2 or qwen3 model. Close it when done.
 * @throws AppError `model_file_invalid`
 */
export function openGguf(path: string): GgufModel {
  const source = openByteSource(path);
  try {
    return { ...readGguf(source), close: source.close };
  } catch (thrown) {
    source.close();
    throw thrown;
  }
}

export function readGguf(source: ByteSource): Omit<GgufModel, 'close'> {
  const { metadata, tensors } = readGgufHeader(source);
  const byName = new Map<string, TensorEntry>();
  for (const entry of tensors.values()) {
    if (entry.name === ROTARY_DIVISORS) continue;
    const name = huggingFaceName(entry.name);
    if (!name)
      throw invalidFile(
        source.name,
        `it has the tensor "${entry.name}", which this architecture has no place for`,
      );
    byName.set(name, entry);
  }
  const config = readDecoderConfig(source.name, metadata, {
    tiedEmbeddings: !byName.has('lm_head.weight'),
    tokens: byName.get('model.embed_tokens.weight')?.shape[0],
    rotaryDivisors: tensors.has(ROTARY_DIVISORS),
  });
  return { metadata, config, weights: weightSource(source, byName, config) };
}

function weightSource(
  source: ByteSource,
  tensors: ReadonlyMap<string, TensorEntry>,
  config: DecoderConfig,
): WeightSource {
  function entry(name: string): TensorEntry {
    const found = tensors.get(name);
    if (!found) throw invalidFile(source.name, `it has no tensor "${name}"`);
    return found;
  }
  return {
    names: () => [...tensors.keys()],
    has: (name) => tensors.has(name),
    shape: (name) => entry(name).shape,
    read(name) {
      const { type, offset, bytes, shape } = entry(name);
      const values = type.dequantise(source.read(offset, bytes));
      return halvesFromPairs(source.name, { name, shape, values }, config);
    },
  };
}
