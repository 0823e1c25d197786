import { AppError } from '../../base/index.ts';
import type { CatalogueEntry } from '../catalogue/types.ts';
import { encodeDecoderGguf, type GgufType } from '../gguf/write-decoder.ts';
import { encodeSafetensors, type StoredType } from '../safetensors/write-safetensors.ts';
import type { Origin } from '../sources/types.ts';
import { sha256OfOrigin } from './convert.ts';
import { decoderConfigFiles } from './model-config-files.ts';
import { type OpenedOrigin, openOrigin } from './open-origin.ts';
import { type Adapter, withAdapter } from './with-adapter.ts';
import { writeFile, writeJson } from './write-file.ts';

/** Weights for other programs. `safetensors`: a Hugging Face folder; `gguf`: one file, `<id>.<type>.gguf`. */
export type WeightsForm = { layout: 'safetensors'; type: StoredType } | { layout: 'gguf'; type: GgufType };

/** Must survive structured cloning: it travels to the worker. */
export type WriteWeightsInput = {
  entry: Pick<CatalogueEntry, 'id' | 'kind' | 'architecture' | 'contextTokens'>;
  origin: Origin;
  adapter?: Adapter;
  form: WeightsForm;
  /** An empty folder. */
  target: string;
};

type OnBytes = (done: number, total: number) => void;
type Generator = Extract<OpenedOrigin, { kind: 'generator' }>;

const DTYPES: Record<StoredType, string> = { F32: 'float32', F16: 'float16', BF16: 'bfloat16' };

/**
 * Original files in, the same model (with an adapter merged in) out, as files that other programs read; one tensor in
 * memory at a time. Blocks its thread. @returns SHA-256 over the original weights, hex
 * @throws AppError `model_file_invalid`, `bad_request` for a model that writes no text
 */
export function writeWeights(input: WriteWeightsInput, onBytes: OnBytes): string {
  const { entry, adapter, form, target } = input;
  const opened = openOrigin(entry, input.origin.path);
  try {
    const origin = withAdapter(opened, adapter);
    if (origin.kind !== 'generator') {
      throw new AppError(
        'bad_request',
        `${entry.id} finds passages and writes no text; name a language model.`,
      );
    }
    const contextTokens = Math.min(entry.contextTokens, origin.config.maxPositions);
    if (form.layout === 'safetensors') {
      writeSafetensorsFolder(target, origin, form.type, contextTokens, onBytes);
    } else {
      const { bytes, chunks } = encodeDecoderGguf({ ...origin, name: entry.id, contextTokens }, form.type);
      writeFile(target, `${entry.id}.${form.type}.gguf`, chunks, (done) => onBytes(done, bytes));
    }
    return sha256OfOrigin(input.origin.path);
  } finally {
    opened.close();
  }
}

function writeSafetensorsFolder(
  folder: string,
  { config, weights, tokenizerFiles }: Generator,
  type: StoredType,
  contextTokens: number,
  onBytes: OnBytes,
): void {
  const files = decoderConfigFiles(config, contextTokens);
  const configuration = { ...(files['config.json'] as object), torch_dtype: DTYPES[type] };
  for (const [name, content] of Object.entries({
    ...files,
    'config.json': configuration,
    ...tokenizerFiles,
  })) {
    writeJson(folder, name, content);
  }
  const isKept = (name: string): boolean => !(config.tiedEmbeddings && name === 'lm_head.weight');
  const kept = { ...weights, names: () => weights.names().filter(isKept) };
  const { bytes, chunks } = encodeSafetensors(kept, { type });
  writeFile(folder, 'model.safetensors', chunks, (done) => onBytes(done, bytes));
}
