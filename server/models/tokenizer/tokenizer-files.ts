import type { Metadata } from '../gguf/read-header.ts';
import { invalidFile } from '../weights/byte-source.ts';
import { PRE_TOKENIZERS, type PreTokenizer } from './pre-tokenizers.ts';
import { readVocabulary, type Vocabulary } from './read-vocabulary.ts';

/** JSON content by file name, as a Hugging Face model folder holds it. */
export type TokenizerFiles = {
  'tokenizer.json': unknown;
  'tokenizer_config.json': unknown;
  'special_tokens_map.json': unknown;
};

/**
 * Rebuilds a tokenizer from the metadata of a GGUF file, so that it gives the ids of the original.
 * @throws AppError `model_file_invalid`, above all for a pre-tokenizer that is not known
 */
export function tokenizerFilesFromGguf(
  fileName: string,
  metadata: Metadata,
  maxTokens: number,
): TokenizerFiles {
  const vocabulary = readVocabulary(fileName, metadata);
  const pre = PRE_TOKENIZERS.get(vocabulary.pre);
  if (!pre) {
    const known = [...PRE_TOKENIZERS.keys()].join(', ');
    throw invalidFile(fileName, `its pre-tokenizer is "${vocabulary.pre}"; known are ${known}`);
  }
  return {
    'tokenizer.json': tokenizerJson(vocabulary, pre),
    'tokenizer_config.json': tokenizerConfig(vocabulary, pre, maxTokens),
    'special_tokens_map.json': specialTokens(vocabulary),
  };
}

function tokenizerJson(vocabulary: Vocabulary, pre: PreTokenizer): unknown {
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: vocabulary.added.map(addedToken),
    normalizer: pre.normalizer,
    pre_tokenizer: pre.preTokenizer,
    post_processor: postProcessor(vocabulary),
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: '',
      end_of_word_suffix: '',
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: Object.fromEntries([...vocabulary.tokens].map(([id, token]) => [token, id])),
      merges: vocabulary.merges,
    },
  };
}

function tokenizerConfig(vocabulary: Vocabulary, pre: PreTokenizer, maxTokens: number): unknown {
  return {
    ...specialTokens(vocabulary),
    add_prefix_space: false,
    added_tokens_decoder: Object.fromEntries(
      vocabulary.added.map((token) => {
        const { id, ...rest } = addedToken(token);
        return [String(id), rest];
      }),
    ),
    chat_template: vocabulary.chatTemplate,
    clean_up_tokenization_spaces: false,
    model_max_length: maxTokens,
    tokenizer_class: pre.tokenizerClass,
  };
}

function specialTokens({ tokens, bosId, eosId, unknownId, paddingId }: Vocabulary): Record<string, string> {
  const ids = { bos_token: bosId, eos_token: eosId, unk_token: unknownId, pad_token: paddingId };
  return Object.fromEntries(
    Object.entries(ids).flatMap(([name, id]) => {
      const token = id === undefined ? undefined : tokens.get(id);
      return token === undefined ? [] : [[name, token]];
    }),
  );
}

function addedToken({ id, content, special }: Vocabulary['added'][number]): {
  id: number;
  content: string;
  single_word: boolean;
  lstrip: boolean;
  rstrip: boolean;
  normalized: boolean;
  special: boolean;
} {
  return { id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special };
}

function postProcessor({ addBos, bosId, tokens }: Vocabulary): unknown {
  const bos = bosId === undefined ? undefined : tokens.get(bosId);
  if (!addBos || bos === undefined) return null;
  const start = { SpecialToken: { id: bos, type_id: 0 } };
  const first = { Sequence: { id: 'A', type_id: 0 } };
  const second = { Sequence: { id: 'B', type_id: 0 } };
  return {
    type: 'TemplateProcessing',
    single: [start, first],
    pair: [start, first, second],
    special_tokens: { [bos]: { id: bos, ids: [bosId], tokens: [bos] } },
  };
}
