import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { WeightSource } from '../../graph/index.ts';
import { type ByteSource, bytesInMemory, invalidFile, openByteSource } from '../weights/byte-source.ts';
import { MAX_INDEX_BYTES, MAX_SHARDS, MAX_TENSORS } from './limits.ts';
import { READ_VALUES, readSafetensorsHeader, type TensorEntry } from './read-header.ts';

export type SafetensorsWeights = { weights: WeightSource; close(): void };

const SINGLE = 'model.safetensors';
const INDEX = 'model.safetensors.index.json';

/** A shard is a plain file name in the folder: never a path. */
const indexSchema = z.object({
  weight_map: z.record(z.string(), z.string().regex(/^[\w-][\w.-]*\.safetensors$/)),
});

/**
 * Opens the weights of a Hugging Face model folder: `model.safetensors`, or the shards that
 * `model.safetensors.index.json` lists. Close them when done; weights are read from disk one tensor at a time.
 * @throws AppError `model_file_invalid`
 */
export function openSafetensors(folder: string): SafetensorsWeights {
  const sources: ByteSource[] = [];
  const close = (): void => {
    for (const source of sources) source.close();
  };
  try {
    const tensors = new Map<string, TensorEntry & { source: ByteSource }>();
    for (const { file, wanted } of shards(folder)) {
      const source = openByteSource(join(folder, file));
      sources.push(source);
      const entries = readSafetensorsHeader(source);
      for (const name of wanted ?? entries.keys()) {
        const entry = entries.get(name);
        if (!entry)
          throw invalidFile(source.name, `the index places the tensor "${name}" in it, and it is not there`);
        tensors.set(name, { ...entry, source });
      }
    }
    return { weights: weightSource(folder, tensors), close };
  } catch (thrown) {
    close();
    throw thrown;
  }
}

/** The same for a file held in memory, such as an adapter; `name` is for complaints. @throws AppError `model_file_invalid` */
export function readSafetensors(bytes: Uint8Array, name: string): WeightSource {
  const source = bytesInMemory(bytes, name);
  const entries = [...readSafetensorsHeader(source)].map(
    ([tensor, entry]) => [tensor, { ...entry, source }] as const,
  );
  return weightSource(name, new Map(entries));
}

function weightSource(
  folder: string,
  tensors: ReadonlyMap<string, TensorEntry & { source: ByteSource }>,
): WeightSource {
  function entry(name: string): TensorEntry & { source: ByteSource } {
    const found = tensors.get(name);
    if (!found) throw invalidFile(folder, `it has no tensor "${name}"`);
    return found;
  }
  return {
    names: () => [...tensors.keys()],
    has: (name) => tensors.has(name),
    shape: (name) => entry(name).shape,
    read(name) {
      const { source, offset, bytes, dtype } = entry(name);
      return READ_VALUES[dtype].toFloat32(source.read(offset, bytes));
    },
  };
}

function shards(folder: string): { file: string; wanted?: string[] }[] {
  const path = join(folder, INDEX);
  if (existsSync(join(folder, SINGLE)) || !existsSync(path)) return [{ file: SINGLE }];
  if (statSync(path).size > MAX_INDEX_BYTES)
    throw invalidFile(path, `it is longer than ${MAX_INDEX_BYTES} bytes`);
  const byFile = new Map<string, string[]>();
  const places = Object.entries(readIndex(path));
  if (places.length > MAX_TENSORS) throw invalidFile(path, `it lists more than ${MAX_TENSORS} tensors`);
  for (const [name, file] of places) {
    const wanted = byFile.get(file);
    if (wanted) wanted.push(name);
    else byFile.set(file, [name]);
  }
  if (byFile.size > MAX_SHARDS) throw invalidFile(path, `it lists more than ${MAX_SHARDS} files`);
  return [...byFile].map(([file, wanted]) => ({ file, wanted }));
}

function readIndex(path: string): Record<string, string> {
  try {
    return indexSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).weight_map;
  } catch (cause) {
    throw invalidFile(path, 'it is not an index of safetensors files in the same folder', cause);
  }
}
