import { invariant } from '../../base/index.ts';
import type { Precision } from '../../graph/index.ts';
import { buildGraph, graphName, type Layout } from './layouts.ts';
import { decoderConfigFiles, encoderConfigFiles } from './model-config-files.ts';
import type { OpenedOrigin } from './open-origin.ts';
import { type WrittenFile, writeFile, writeJson } from './write-file.ts';

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
  const json = { ...configFiles(origin, options.contextTokens), ...origin.tokenizerFiles };
  const written = Object.entries(json).map(([name, content]) => {
    const extended =
      name === 'config.json' ? withLoadingHints(content, precision, model.dataBytes > 0) : content;
    return writeJson(folder, name, extended);
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

/** A cross-encoder is of no class that other libraries know: a configuration would only mislead them. */
function configFiles(origin: OpenedOrigin, contextTokens: number): Record<string, unknown> {
  switch (origin.kind) {
    case 'generator':
      return decoderConfigFiles(origin.config, contextTokens);
    case 'embedder':
      return encoderConfigFiles(origin.config);
    case 'cross-encoder':
      return {};
  }
}

/** So that transformers.js finds the right file and its tensors without being told. */
function withLoadingHints(config: unknown, precision: Precision, hasDataFile: boolean): unknown {
  const hints = { dtype: precision, use_external_data_format: hasDataFile };
  return { ...(config as Record<string, unknown>), 'transformers.js_config': hints };
}
