import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { invariant } from '../../base/index.ts';
import type { Precision } from '../../graph/index.ts';
import type { ModelManifest } from '../folder/manifest.ts';
import { buildGraph, graphName, type Layout } from './layouts.ts';
import { decoderConfigFiles, encoderConfigFiles } from './model-config-files.ts';
import type { OpenedOrigin } from './open-origin.ts';

type WrittenFile = ModelManifest['files'][number];

/** A write(2) of this size keeps the disk busy without holding a second copy of a large tensor. */
const WRITE_BYTES = 8 * 1024 * 1024;

/**
 * Writes graph, tensors, configuration and tokenizer into an empty folder, one tensor in memory at a time, everything
 * flushed to disk. `onBytes` hears of the tensors, which are nearly all of it.
 * @throws AppError `model_file_invalid`; what the file system throws
 */
export function writeModelFolder(
  folder: string,
  origin: OpenedOrigin,
  options: { layout: Layout; precision: Precision; contextTokens: number },
  onBytes: (done: number, total: number) => void,
): WrittenFile[] {
  const { layout, precision } = options;
  const model = buildGraph(origin, layout, precision);
  const graph = `onnx/${graphName(origin.kind, layout, precision)}`;
  const configuration =
    origin.kind === 'generator'
      ? decoderConfigFiles(origin.config, options.contextTokens)
      : encoderConfigFiles(origin.config);
  const json = { ...configuration, ...origin.tokenizerFiles };
  const written = Object.entries(json).map(([name, content]) => {
    const extended =
      name === 'config.json' ? withLoadingHints(content, precision, model.dataBytes > 0) : content;
    return writeFile(folder, name, [Buffer.from(`${JSON.stringify(extended)}\n`)]);
  });
  written.push(writeFile(folder, graph, [model.proto]));
  const tensors = writeFile(folder, `onnx/${model.dataName}`, model.data, (done) =>
    onBytes(done, model.dataBytes),
  );
  invariant(
    tensors.bytes === model.dataBytes,
    `The graph announced ${model.dataBytes} bytes of tensors, not ${tensors.bytes}.`,
  );
  written.push(tensors);
  return written.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** So that transformers.js finds the right file and its tensors without being told. */
function withLoadingHints(config: unknown, precision: Precision, hasDataFile: boolean): unknown {
  const hints = { dtype: precision, use_external_data_format: hasDataFile };
  return { ...(config as Record<string, unknown>), 'transformers.js_config': hints };
}

function writeFile(
  folder: string,
  path: string,
  chunks: Iterable<Uint8Array>,
  onBytes: (done: number) => void = () => undefined,
): WrittenFile {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const descriptor = openSync(target, 'wx', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for (const chunk of chunks) {
      hash.update(chunk);
      for (let at = 0; at < chunk.length; ) {
        at += writeSync(descriptor, chunk, at, Math.min(WRITE_BYTES, chunk.length - at));
      }
      bytes += chunk.length;
      onBytes(bytes);
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return { path, bytes, sha256: hash.digest('hex') };
}
