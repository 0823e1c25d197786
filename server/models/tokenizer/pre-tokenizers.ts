import { z } from 'zod';
import { invalidFile } from '../weights/byte-source.ts';

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

const stepSchema = z.looseObject({
  type: z.string(),
  pattern: z.looseObject({ Regex: z.string().optional() }).optional(),
});
const stepsSchema = z.union([
  z.looseObject({ type: z.literal('Sequence'), pretokenizers: z.array(stepSchema) }),
  stepSchema.transform((step) => ({ pretokenizers: [step] })),
]);

/** Steps by name: a pattern stands for itself, `Digits` for SmolLM's, whose pattern says the same. */
const NAMES_BY_STEPS: Readonly<Record<string, string>> = {
  ByteLevel: 'gpt-2',
  '\\p{N} ByteLevel': 'smollm',
  'Digits ByteLevel': 'smollm',
  [`${QWEN2_PATTERN} ByteLevel`]: 'qwen2',
};

/**
 * GGUF's `tokenizer.ggml.pre` for the `pre_tokenizer` of a tokenizer.json.
 * @throws AppError `model_file_invalid` for one that has no name there, rather than let text be cut in another way
 */
export function preTokenizerName(preTokenizer: unknown): string {
  const parsed = stepsSchema.safeParse(preTokenizer);
  const steps = parsed.success ? parsed.data.pretokenizers : [];
  const name = NAMES_BY_STEPS[steps.map(({ type, pattern }) => pattern?.Regex ?? type).join(' ')];
  if (name !== undefined) return name;
  throw invalidFile('tokenizer.json', 'its way of cutting text has no name in the GGUF format');
}

function split(pattern: string): Json {
  return { type: 'Split', pattern: { Regex: pattern }, behavior: 'Isolated', invert: false };
}

function sequence(...pretokenizers: Json[]): Json {
  return { type: 'Sequence', pretokenizers };
}
