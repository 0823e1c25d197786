import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Precision } from '../../graph/index.ts';
import type { CatalogueEntry } from '../catalogue/types.ts';
import { combinedSha256 } from '../folder/hash-file.ts';
import { CONVERTER_VERSION, type ModelManifest } from '../folder/manifest.ts';
import type { Origin } from '../sources/types.ts';
import { graphName, type Layout } from './layouts.ts';
import { type OpenedOrigin, openOrigin } from './open-origin.ts';
import { type Adapter, withAdapter } from './with-adapter.ts';
import { type Taught, withTaught } from './with-taught.ts';
import { writeModelFolder } from './write-model-folder.ts';

/** Must survive structured cloning: it travels to the worker. */
export type ConvertInput = {
  entry: Pick<CatalogueEntry, 'id' | 'kind' | 'architecture' | 'contextTokens'>;
  origin: Origin;
  /** Merged into the weights before they are stored at the precision. */
  adapter?: Adapter;
  /** In place of an embedder's matrices: see `withTaught`. */
  taught?: Taught;
  precision: Precision;
  layout: Layout;
  /** An empty folder. */
  target: string;
};

/**
 * Original files in, a folder of ONNX files out. Blocks its thread: see `convertInWorker`.
 * @throws AppError `model_file_invalid`
 */
export function convert(input: ConvertInput, onBytes: (done: number, total: number) => void): ModelManifest {
  const { entry, adapter, precision, layout } = input;
  const opened = openOrigin(entry, input.origin.path);
  try {
    const origin = withTaught(withAdapter(opened, adapter), input.taught);
    const contextTokens = Math.min(entry.contextTokens, origin.config.maxPositions);
    const files = writeModelFolder(input.target, origin, { layout, precision, contextTokens }, onBytes);
    return {
      id: entry.id,
      kind: origin.kind,
      architecture: entry.architecture,
      precision,
      contextTokens,
      eosTokenIds: origin.kind === 'generator' ? [...origin.config.endTokenIds] : [],
      graph: `onnx/${graphName(origin.kind, layout, precision)}`,
      shape: shapeOf(origin),
      files,
      sha256: combinedSha256(files),
      source: {
        kind: input.origin.kind,
        description: input.origin.description,
        sha256: sha256OfOrigin(input.origin.path),
      },
      converterVersion: CONVERTER_VERSION,
    };
  } finally {
    opened.close();
  }
}

function shapeOf({ config }: OpenedOrigin): ModelManifest['shape'] {
  const isDecoder = config.architecture !== 'bert';
  return {
    layers: config.layers,
    hiddenSize: config.hiddenSize,
    heads: config.heads,
    keyValueHeads: isDecoder ? config.keyValueHeads : config.heads,
    headSize: isDecoder ? config.headSize : config.hiddenSize / config.heads,
    vocabularySize: config.vocabularySize,
  };
}

/** Over the weight files of a folder of original files. */
export function sha256OfOrigin(folder: string): string {
  const names = readdirSync(folder).filter((name) => /\.(gguf|safetensors)$/.test(name));
  return combinedSha256(names.map((path) => ({ path, sha256: sha256OfFile(join(folder, path)) })));
}

function sha256OfFile(path: string): string {
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(1024 * 1024);
  const descriptor = openSync(path, 'r');
  try {
    for (;;) {
      const read = readSync(descriptor, buffer);
      if (read === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, read));
    }
  } finally {
    closeSync(descriptor);
  }
}
