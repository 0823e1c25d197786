import type { DecoderConfig, WeightSource } from '../../graph/index.ts';
import { type ByteSource, invalidFile, openByteSource } from '../weights/byte-source.ts';
import { readDecoderConfig } from './read-decoder-config.ts';
import { type Metadata, readGgufHeader, type TensorEntry } from './read-header.ts';
import { huggingFaceName } from './tensor-names.ts';

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
      if (config.architecture !== 'llama') return values;
      if (name.includes('.self_attn.q_proj.')) return unpermuted(source, name, values, shape, config.heads);
      if (name.includes('.self_attn.k_proj.'))
        return unpermuted(source, name, values, shape, config.keyValueHeads);
      return values;
    },
  };
}

/**
 * GGUF stores the rotated rows of a llama head as pairs (0, h/2, 1, h/2+1, …), Hugging Face as two halves.
 * Row `i` of a head in Hugging Face order is row `2i` of GGUF for the first half, `2(i - h/2) + 1` for the second.
 */
function unpermuted(
  source: ByteSource,
  name: string,
  values: Float32Array,
  shape: readonly number[],
  heads: number,
): Float32Array {
  const [rows = 0] = shape;
  const columns = values.length / rows;
  const headRows = rows / heads;
  if (!Number.isInteger(headRows / 2)) {
    throw invalidFile(
      source.name,
      `the tensor "${name}" has ${rows} rows, which ${heads} heads cannot share`,
    );
  }
  const out = new Float32Array(values.length);
  for (let row = 0; row < rows; row += 1) {
    const inHead = row % headRows;
    const half = headRows / 2;
    const from = row - inHead + (inHead < half ? 2 * inHead : 2 * (inHead - half) + 1);
    out.set(values.subarray(from * columns, (from + 1) * columns), row * columns);
  }
  return out;
}
