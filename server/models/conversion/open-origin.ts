import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DecoderConfig, EncoderConfig, WeightSource } from '../../graph/index.ts';
import type { CatalogueEntry } from '../catalogue/types.ts';
import { decoderConfigFromFolder } from '../configuration/decoder-config.ts';
import { encoderConfigFromFolder } from '../configuration/encoder-config.ts';
import { openGguf } from '../gguf/open-gguf.ts';
import { openSafetensors } from '../safetensors/open-safetensors.ts';
import { tokenizerFilesFromGguf } from '../tokenizer/tokenizer-files.ts';
import { invalidFile } from '../weights/byte-source.ts';
import { copiedTokenizerFiles } from './copied-tokenizer-files.ts';

/** Original files, opened: what a converter needs of them, whatever their format. */
export type OpenedOrigin = {
  weights: WeightSource;
  /** Content of the small JSON files of a converted folder, by name. */
  tokenizerFiles: Readonly<Record<string, unknown>>;
  close(): void;
} & (
  | { kind: 'generator'; config: DecoderConfig }
  | { kind: 'embedder' | 'cross-encoder'; config: EncoderConfig }
);

/** @throws AppError `model_file_invalid` where the files are not those of such a model */
export function openOrigin(
  entry: Pick<CatalogueEntry, 'kind' | 'architecture' | 'contextTokens'>,
  folder: string,
): OpenedOrigin {
  const opened = entry.kind === 'embedder' ? openEncoderFiles(folder) : openDecoderFiles(entry, folder);
  if (opened.config.architecture !== entry.architecture) {
    opened.close();
    throw invalidFile(
      folder,
      `it is a ${opened.config.architecture} model, and a ${entry.architecture} model is expected`,
    );
  }
  return opened;
}

function openEncoderFiles(folder: string): OpenedOrigin {
  const config = encoderConfigFromFolder(folder);
  return {
    kind: 'embedder',
    config,
    tokenizerFiles: copiedTokenizerFiles(folder),
    ...openSafetensors(folder),
  };
}

function openDecoderFiles(entry: Pick<CatalogueEntry, 'contextTokens'>, folder: string): OpenedOrigin {
  const ggufs = readdirSync(folder).filter((name) => name.endsWith('.gguf'));
  const [name, second] = ggufs;
  if (second) throw invalidFile(folder, `it holds more than one GGUF file: ${ggufs.join(', ')}`);
  if (name) {
    const path = join(folder, name);
    const { config, weights, metadata, close } = openGguf(path);
    try {
      const tokenizerFiles = tokenizerFilesFromGguf(path, metadata, entry.contextTokens);
      return { kind: 'generator', config, weights, tokenizerFiles: { ...tokenizerFiles }, close };
    } catch (thrown) {
      close();
      throw thrown;
    }
  }
  const config = decoderConfigFromFolder(folder, existsSync(join(folder, 'generation_config.json')));
  return {
    kind: 'generator',
    config,
    tokenizerFiles: copiedTokenizerFiles(folder),
    ...openSafetensors(folder),
  };
}
