import type { Metadata, MetadataValue } from '../gguf/read-header.ts';
import { invalidFile } from '../weights/byte-source.ts';

/** llama.cpp's token types. Unused tokens only pad the vocabulary to a round size. */
const CONTROL = 3;
const USER_DEFINED = 4;
const UNUSED = 5;

/** A byte-pair vocabulary as GGUF's metadata gives it, checked. */
export type Vocabulary = {
  /** `tokenizer.ggml.pre`: how text is cut before merging. */
  pre: string;
  /** Text of every token in use, by id. */
  tokens: ReadonlyMap<number, string>;
  /** Tokens matched in the text before anything else, in order of their ids. */
  added: readonly { id: number; content: string; special: boolean }[];
  /** In order of priority. */
  merges: readonly (readonly [string, string])[];
  bosId?: number;
  eosId?: number;
  unknownId?: number;
  paddingId?: number;
  addBos: boolean;
  chatTemplate: string;
};

/** @throws AppError `model_file_invalid` where the file carries no byte-pair tokenizer with a chat template */
export function readVocabulary(fileName: string, metadata: Metadata): Vocabulary {
  const model = metadata.get('tokenizer.ggml.model');
  if (model !== 'gpt2') {
    throw invalidFile(
      fileName,
      `its tokenizer is "${shown(model)}", and only byte-pair tokenizers ("gpt2") are supported`,
    );
  }
  const all = strings(fileName, metadata, 'tokenizer.ggml.tokens');
  const types = metadata.get('tokenizer.ggml.token_type');
  if (!Array.isArray(types) || types.length !== all.length) {
    throw invalidFile(fileName, 'its token types do not match its tokens');
  }
  const tokens = new Map([...all.entries()].filter(([id]) => types[id] !== UNUSED));
  const added = [...tokens]
    .filter(([id]) => types[id] === CONTROL || types[id] === USER_DEFINED)
    .map(([id, content]) => ({ id, content, special: types[id] === CONTROL }));
  const chatTemplate = metadata.get('tokenizer.chat_template');
  if (typeof chatTemplate !== 'string') throw invalidFile(fileName, 'it carries no chat template');
  return {
    pre: shown(metadata.get('tokenizer.ggml.pre')),
    tokens,
    added,
    merges: strings(fileName, metadata, 'tokenizer.ggml.merges').map((line) => splitMerge(fileName, line)),
    ...tokenId(fileName, metadata, tokens, 'bosId', 'bos'),
    ...tokenId(fileName, metadata, tokens, 'eosId', 'eos'),
    ...tokenId(fileName, metadata, tokens, 'unknownId', 'unknown'),
    ...tokenId(fileName, metadata, tokens, 'paddingId', 'padding'),
    addBos: metadata.get('tokenizer.ggml.add_bos_token') === true,
    chatTemplate,
  };
}

function tokenId<Key extends string>(
  fileName: string,
  metadata: Metadata,
  tokens: ReadonlyMap<number, string>,
  key: Key,
  name: string,
): { [K in Key]?: number } {
  const id = metadata.get(`tokenizer.ggml.${name}_token_id`);
  if (id === undefined) return {};
  if (typeof id !== 'number' || !tokens.has(id)) {
    throw invalidFile(fileName, `its ${name} token ${shown(id)} is not in its vocabulary`);
  }
  return { [key]: id } as { [K in Key]: number };
}

/** Byte-level text has no spaces of its own, so the first one parts the two halves. */
function splitMerge(fileName: string, line: string): readonly [string, string] {
  const space = line.indexOf(' ', 1);
  if (space === -1) throw invalidFile(fileName, `the merge "${shown(line)}" has no two parts`);
  return [line.slice(0, space), line.slice(space + 1)];
}

function strings(fileName: string, metadata: Metadata, key: string): readonly string[] {
  const value = metadata.get(key);
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw invalidFile(fileName, `its metadata lacks the list of texts "${key}"`);
  }
  return value;
}

function shown(value: MetadataValue | undefined): string {
  return String(value).slice(0, 60);
}
