import { z } from 'zod';
import { preTokenizerName } from '../tokenizer/pre-tokenizers.ts';
import { invalidFile } from '../weights/byte-source.ts';
import type { WrittenValue } from './encode-gguf.ts';

/** llama.cpp's token types. */
const TYPES = { normal: 1, control: 3, userDefined: 4, unused: 5 } as const;

const tokenizerSchema = z.looseObject({
  added_tokens: z.array(z.looseObject({ id: z.number(), content: z.string(), special: z.boolean() })),
  pre_tokenizer: z.unknown(),
  post_processor: z.unknown(),
  model: z.looseObject({
    type: z.literal('BPE'),
    vocab: z.record(z.string(), z.number()),
    merges: z.array(z.union([z.string(), z.tuple([z.string(), z.string()])])),
  }),
});

const tokenSchema = z.union([z.string(), z.looseObject({ content: z.string() })]).nullish();
const namedTemplates = z.array(z.looseObject({ name: z.string(), template: z.string() }));
const configSchema = z.looseObject({
  bos_token: tokenSchema,
  unk_token: tokenSchema,
  pad_token: tokenSchema,
  chat_template: z.union([z.string(), namedTemplates]).nullish(),
});

/**
 * The tokenizer of a model folder as GGUF's metadata: the opposite of `tokenizerFilesFromGguf`.
 * @throws AppError `model_file_invalid` for a tokenizer that llama.cpp would read in another way
 */
export function tokenizerMetadata(
  files: Readonly<Record<string, unknown>>,
  model: { vocabularySize: number; endTokenIds: readonly number[] },
): Map<string, WrittenValue> {
  const json = checked('tokenizer.json', tokenizerSchema, files);
  const config = checked('tokenizer_config.json', configSchema, files);
  const { tokens, types, ids } = vocabulary(json, model.vocabularySize);
  const [eos, eot] = model.endTokenIds;
  const metadata = new Map<string, WrittenValue>([
    ['tokenizer.ggml.model', { type: 'string', value: 'gpt2' }],
    ['tokenizer.ggml.pre', { type: 'string', value: preTokenizerName(json.pre_tokenizer) }],
    ['tokenizer.ggml.tokens', { type: 'strings', value: tokens }],
    ['tokenizer.ggml.token_type', { type: 'i32s', value: types }],
    ['tokenizer.ggml.merges', { type: 'strings', value: json.model.merges.map(mergeLine) }],
    ['tokenizer.ggml.add_bos_token', { type: 'bool', value: startsWithToken(json.post_processor) }],
  ]);
  const named = {
    eos,
    eot,
    bos: ids.get(textOf(config.bos_token)),
    unknown: ids.get(textOf(config.unk_token)),
    padding: ids.get(textOf(config.pad_token)),
  };
  for (const [name, id] of Object.entries(named)) {
    if (id !== undefined) metadata.set(`tokenizer.ggml.${name}_token_id`, { type: 'u32', value: id });
  }
  const template = templateOf(config.chat_template);
  if (template !== undefined) metadata.set('tokenizer.chat_template', { type: 'string', value: template });
  return metadata;
}

/** Every id below the size of the embedding table; ids without a text only pad the table to a round size. */
function vocabulary({ model, added_tokens }: z.infer<typeof tokenizerSchema>, size: number) {
  const ids = new Map(Object.entries(model.vocab));
  for (const { id, content } of added_tokens) ids.set(content, id);
  const tokens = Array.from({ length: size }, (_, id) => `[PAD${id}]`);
  const types: number[] = new Array(size).fill(TYPES.unused);
  for (const [content, id] of ids) {
    if (!(id < size)) {
      throw invalidFile('tokenizer.json', `its token ${id} lies outside the model's ${size} embeddings`);
    }
    tokens[id] = content;
    types[id] = TYPES.normal;
  }
  for (const { id, special } of added_tokens) types[id] = special ? TYPES.control : TYPES.userDefined;
  return { tokens, types, ids };
}

function mergeLine(merge: string | readonly [string, string]): string {
  return typeof merge === 'string' ? merge : merge.join(' ');
}

const templateProcessing = z.looseObject({
  type: z.literal('TemplateProcessing'),
  single: z.array(z.looseObject({ SpecialToken: z.unknown() })).min(1),
});

function startsWithToken(postProcessor: unknown): boolean {
  const parsed = templateProcessing.safeParse(postProcessor);
  return parsed.success && parsed.data.single[0]?.SpecialToken !== undefined;
}

function textOf(token: z.infer<typeof tokenSchema>): string {
  return typeof token === 'string' ? token : (token?.content ?? '');
}

function templateOf(template: z.infer<typeof configSchema>['chat_template']): string | undefined {
  if (!Array.isArray(template)) return template ?? undefined;
  return (template.find(({ name }) => name === 'default') ?? template[0])?.template;
}

function checked<T>(name: string, schema: z.ZodType<T>, files: Readonly<Record<string, unknown>>): T {
  const parsed = schema.safeParse(files[name]);
  if (parsed.success) return parsed.data;
  throw invalidFile(name, 'only byte-pair tokenizers can be written to a GGUF file', parsed.error);
}
