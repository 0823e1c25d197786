type Json = Record<string, unknown>;

export type PreTokenizer = { normalizer: Json | null; preTokenizer: Json; tokenizerClass: string };

const byteLevel = (useRegex: boolean): Json => ({
  type: 'ByteLevel',
  add_prefix_space: false,
  trim_offsets: true,
  use_regex: useRegex,
});

/** The pattern that Qwen2 and Qwen3 publish in their tokenizer.json. */
const QWEN2_PATTERN =
  "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

/** How text is cut before byte-pair merging, by GGUF's `tokenizer.ggml.pre`. */
export const PRE_TOKENIZERS: ReadonlyMap<string, PreTokenizer> = new Map([
  ['gpt-2', { normalizer: null, preTokenizer: byteLevel(true), tokenizerClass: 'GPT2Tokenizer' }],
  [
    'smollm',
    {
      normalizer: null,
      // SmolLM's own "Digits" step, as a pattern: transformers.js knows only the digits of ASCII under that name.
      preTokenizer: sequence(split('\\p{N}'), byteLevel(true)),
      tokenizerClass: 'GPT2Tokenizer',
    },
  ],
  [
    'qwen2',
    {
      normalizer: { type: 'NFC' },
      preTokenizer: sequence(split(QWEN2_PATTERN), byteLevel(false)),
      tokenizerClass: 'Qwen2Tokenizer',
    },
  ],
]);

function split(pattern: string): Json {
  return { type: 'Split', pattern: { Regex: pattern }, behavior: 'Isolated', invert: false };
}

function sequence(...pretokenizers: Json[]): Json {
  return { type: 'Sequence', pretokenizers };
}
