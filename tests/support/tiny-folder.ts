import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DecoderConfig } from '../../server/graph/index.ts';
import { type CatalogueEntry, getCatalogueEntry, type ModelsDeps } from '../../server/models/index.ts';
import { PRE_TOKENIZERS } from '../../server/models/tokenizer/pre-tokenizers.ts';
import { silentLog } from './store.ts';

export const TINY_MODELS = {
  'llama-tied-linear': 'llama',
  'llama-untied-llama3': 'llama',
  'qwen2-untied': 'qwen2',
  'qwen3-tied': 'qwen3',
} as const satisfies Record<string, DecoderConfig['architecture']>;
export type TinyModel = keyof typeof TINY_MODELS;
export const TINY_NAMES = Object.keys(TINY_MODELS) as TinyModel[];

export const TINY_FIXTURES = join(import.meta.dirname, '../fixtures/tiny-models');

const CONTROL = ['<|endoftext|>', '<|im_start|>', '<|im_end|>'];
/** One token a byte: space and newline as byte-level text spells them, then most of what is printable. */
const LETTERS = ['Ġ', 'Ċ', ...Array.from({ length: 91 }, (_, index) => String.fromCharCode(33 + index))];
const TEMPLATE =
  "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' }}{% endfor %}" +
  "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

/** A byte-level tokenizer of 96 tokens, as long as the tiny models' tables, without merges. */
export function tinyTokenizerFiles(architecture: DecoderConfig['architecture']): Record<string, unknown> {
  const pre = PRE_TOKENIZERS.get(architecture === 'llama' ? 'smollm' : 'qwen2');
  const vocab = Object.fromEntries([...CONTROL, ...LETTERS].map((token, id) => [token, id]));
  const added = CONTROL.map((content, id) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  }));
  return {
    'tokenizer.json': {
      version: '1.0',
      truncation: null,
      padding: null,
      added_tokens: added,
      normalizer: pre?.normalizer ?? null,
      pre_tokenizer: pre?.preTokenizer,
      post_processor: null,
      decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
      model: { type: 'BPE', vocab, merges: [] },
    },
    'tokenizer_config.json': {
      tokenizer_class: pre?.tokenizerClass,
      bos_token: '<|im_start|>',
      eos_token: '<|im_end|>',
      pad_token: '<|endoftext|>',
      chat_template: TEMPLATE,
      model_max_length: 128,
    },
  };
}

/** The one model of the tests' catalogues: `tiny`, from an operator's folder. */
export function tinyEntry(
  contextTokens: number,
  architecture: DecoderConfig['architecture'] = 'llama',
): CatalogueEntry {
  return {
    ...getCatalogueEntry('smollm2-135m-instruct'),
    id: 'tiny',
    architecture,
    contextTokens,
    sources: [{ kind: 'folder' }],
  };
}

/** An operator's folder with one of the tiny models and a tokenizer, and a catalogue that names it `tiny`. */
export function tinyModelDeps(scratch: string, name: TinyModel): ModelsDeps {
  const deps = operatorsFolder(scratch, tinyEntry(128, TINY_MODELS[name]));
  for (const file of ['config.json', 'model.safetensors'])
    cpSync(join(TINY_FIXTURES, name, file), join(tinyFolder(scratch), file));
  for (const [file, content] of Object.entries(tinyTokenizerFiles(TINY_MODELS[name])))
    writeFileSync(join(tinyFolder(scratch), file), JSON.stringify(content));
  return deps;
}

/** The same of a model that is one GGUF file. */
export function tinyGgufDeps(scratch: string, gguf: Buffer, contextTokens: number): ModelsDeps {
  const deps = operatorsFolder(scratch, tinyEntry(contextTokens));
  writeFileSync(tinyGgufFile(scratch), gguf);
  return deps;
}

export function tinyGgufFile(scratch: string): string {
  return join(tinyFolder(scratch), 'tiny.gguf');
}

function tinyFolder(scratch: string): string {
  return join(scratch, 'models', 'tiny');
}

function operatorsFolder(scratch: string, entry: CatalogueEntry): ModelsDeps {
  mkdirSync(tinyFolder(scratch), { recursive: true });
  return {
    cacheDir: join(scratch, 'cache'),
    log: silentLog,
    catalogue: [entry],
    sources: { folder: join(scratch, 'models') },
  };
}
