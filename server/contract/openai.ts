import { z } from 'zod';

/**
 * OpenAI's wire forms, as far as Foyer speaks them. A bot is a model. Requests are loose, since clients send many
 * settings that have no meaning here; those that would change the result are refused by name.
 */
const MAX_MESSAGES = 200;
/** Texts of one embeddings request; OpenAI's own limit is 2,048. */
const MAX_EMBEDDING_INPUTS = 512;
const MAX_EMBEDDING_CHARS = 32_000;

export const openaiMessageSchema = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content: z
    .union([z.string(), z.array(z.looseObject({ type: z.string(), text: z.string().optional() })).max(50)])
    .nullish(),
});

export const chatCompletionRequestSchema = z
  .looseObject({
    /** A bot's id. */
    model: z.string().min(1).max(100),
    /** The bot's own instructions are its owners' affair: `system` and `developer` messages are not read. */
    messages: z.array(openaiMessageSchema).min(1).max(MAX_MESSAGES),
    stream: z.boolean().nullish(),
    stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
    n: z.number().int().nullish(),
    tools: z.array(z.unknown()).nullish(),
  })
  .meta({ id: 'ChatCompletionRequest' });
export type ChatCompletionRequest = z.infer<typeof chatCompletionRequestSchema>;

const usageSchema = z.object({
  prompt_tokens: z.number().int(),
  completion_tokens: z.number().int(),
  total_tokens: z.number().int(),
});
export type OpenaiUsage = z.infer<typeof usageSchema>;

const finishReasonSchema = z.enum(['stop', 'length']);

/**
 * Foyer adds `sources` (see `Source`) beside the message, and `unsure` where the bot is not sure that it answers the question; OpenAI's
 * clients ignore both.
 */
export const chatCompletionSchema = z
  .object({
    id: z.string(),
    object: z.literal('chat.completion'),
    created: z.number().int(),
    model: z.string(),
    choices: z.array(
      z.object({
        index: z.number().int(),
        message: z.object({
          role: z.literal('assistant'),
          content: z.string(),
          refusal: z.null(),
          sources: z.array(z.unknown()),
          unsure: z.literal(true).optional(),
        }),
        finish_reason: finishReasonSchema,
        logprobs: z.null(),
      }),
    ),
    usage: usageSchema,
  })
  .meta({ id: 'ChatCompletion' });
export type ChatCompletion = z.infer<typeof chatCompletionSchema>;

export const chatCompletionChunkSchema = z
  .object({
    id: z.string(),
    object: z.literal('chat.completion.chunk'),
    created: z.number().int(),
    model: z.string(),
    choices: z.array(
      z.object({
        index: z.number().int(),
        delta: z.object({
          role: z.literal('assistant').optional(),
          content: z.string().optional(),
          sources: z.array(z.unknown()).optional(),
          unsure: z.literal(true).optional(),
        }),
        finish_reason: finishReasonSchema.nullable(),
      }),
    ),
    usage: usageSchema.nullish(),
  })
  .meta({ id: 'ChatCompletionChunk' });
export type ChatCompletionChunk = z.infer<typeof chatCompletionChunkSchema>;

export const modelListSchema = z
  .object({
    object: z.literal('list'),
    data: z.array(
      z.object({
        id: z.string(),
        object: z.literal('model'),
        created: z.number().int(),
        owned_by: z.string(),
      }),
    ),
  })
  .meta({ id: 'ModelList' });
export type ModelList = z.infer<typeof modelListSchema>;

export const embeddingRequestSchema = z
  .looseObject({
    model: z.string().min(1).max(100),
    input: z.union([
      z.string().min(1).max(MAX_EMBEDDING_CHARS),
      z.array(z.string().min(1).max(MAX_EMBEDDING_CHARS)).min(1).max(MAX_EMBEDDING_INPUTS),
    ]),
    encoding_format: z.enum(['float', 'base64']).nullish(),
    dimensions: z.number().int().nullish(),
  })
  .meta({ id: 'EmbeddingRequest' });
export type EmbeddingRequest = z.infer<typeof embeddingRequestSchema>;

export const embeddingListSchema = z
  .object({
    object: z.literal('list'),
    data: z.array(
      z.object({
        object: z.literal('embedding'),
        index: z.number().int(),
        /** Numbers, or base64 of little-endian float32. */
        embedding: z.union([z.array(z.number()), z.string()]),
      }),
    ),
    model: z.string(),
    usage: z.object({ prompt_tokens: z.number().int(), total_tokens: z.number().int() }),
  })
  .meta({ id: 'EmbeddingList' });
export type EmbeddingList = z.infer<typeof embeddingListSchema>;

export const openaiErrorSchema = z
  .object({
    error: z.object({
      message: z.string(),
      type: z.string(),
      param: z.string().nullable(),
      code: z.string().nullable(),
    }),
  })
  .meta({ id: 'OpenaiFailure' });
export type OpenaiError = z.infer<typeof openaiErrorSchema>;
