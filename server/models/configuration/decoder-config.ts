import { join } from 'node:path';
import { z } from 'zod';
import { problemsOf } from '../../contract/index.ts';
import type { DecoderConfig, RopeScaling } from '../../graph/index.ts';
import { invalidFile } from '../weights/byte-source.ts';
import { checkDecoderConfig } from '../weights/check-decoder-config.ts';
import { readJson } from './read-json.ts';

const tokenIdsSchema = z.union([
  z.number().int().nonnegative(),
  z.array(z.number().int().nonnegative()).max(64),
]);

const ropeSchema = z.looseObject({
  rope_type: z.string().optional(),
  type: z.string().optional(),
  rope_theta: z.number().optional(),
  factor: z.number().optional(),
  low_freq_factor: z.number().optional(),
  high_freq_factor: z.number().optional(),
  original_max_position_embeddings: z.number().optional(),
});

/** What Hugging Face's `config.json` says about a llama, qwen2 or qwen3 decoder; the rest is left alone. */
const decoderSchema = z.looseObject({
  model_type: z.enum(['llama', 'qwen2', 'qwen3']),
  vocab_size: z.number(),
  hidden_size: z.number(),
  intermediate_size: z.number(),
  num_hidden_layers: z.number(),
  num_attention_heads: z.number(),
  num_key_value_heads: z.number().optional(),
  head_dim: z.number().nullish(),
  rms_norm_eps: z.number(),
  rope_theta: z.number().optional(),
  rope_scaling: ropeSchema.nullish(),
  /** Where newer files keep both of the above. */
  rope_parameters: ropeSchema.nullish(),
  max_position_embeddings: z.number(),
  tie_word_embeddings: z.boolean().optional(),
  use_sliding_window: z.boolean().optional(),
  hidden_act: z.string().optional(),
  eos_token_id: tokenIdsSchema.nullish(),
});

const generationSchema = z.looseObject({ eos_token_id: tokenIdsSchema.nullish() });

/**
 * The decoder's numbers from `config.json`, end tokens from `generation_config.json` too where it is there.
 * @throws AppError `model_file_invalid`
 */
export function decoderConfigFromFolder(folder: string, hasGenerationConfig: boolean): DecoderConfig {
  const path = join(folder, 'config.json');
  const parsed = decoderSchema.safeParse(readJson(path));
  if (!parsed.success) throw invalidFile(path, problemsOf(parsed.error), parsed.error);
  const raw = parsed.data;
  if (raw.use_sliding_window)
    throw invalidFile(path, 'it asks for sliding-window attention, which is not supported');
  if (raw.hidden_act && raw.hidden_act !== 'silu') {
    throw invalidFile(path, `its activation is "${raw.hidden_act}", and only silu is supported`);
  }
  const rope = raw.rope_parameters ?? raw.rope_scaling ?? {};
  return checkDecoderConfig(path, {
    architecture: raw.model_type,
    vocabularySize: raw.vocab_size,
    hiddenSize: raw.hidden_size,
    intermediateSize: raw.intermediate_size,
    layers: raw.num_hidden_layers,
    heads: raw.num_attention_heads,
    keyValueHeads: raw.num_key_value_heads ?? raw.num_attention_heads,
    headSize: raw.head_dim ?? raw.hidden_size / raw.num_attention_heads,
    normEpsilon: raw.rms_norm_eps,
    ropeTheta: rope.rope_theta ?? raw.rope_theta ?? 10_000,
    ropeScaling: ropeScaling(path, rope),
    maxPositions: raw.max_position_embeddings,
    tiedEmbeddings: raw.tie_word_embeddings ?? false,
    endTokenIds: endTokens(folder, path, raw.eos_token_id, hasGenerationConfig),
  });
}

function ropeScaling(path: string, rope: z.infer<typeof ropeSchema>): RopeScaling {
  const type = rope.rope_type ?? rope.type ?? 'default';
  if (type === 'default') return { kind: 'none' };
  const { factor } = rope;
  if (type === 'linear' && factor) return { kind: 'linear', factor };
  const { low_freq_factor, high_freq_factor, original_max_position_embeddings } = rope;
  if (
    type === 'llama3' &&
    factor &&
    low_freq_factor &&
    high_freq_factor &&
    original_max_position_embeddings
  ) {
    return {
      kind: 'llama3',
      factor,
      lowFrequencyFactor: low_freq_factor,
      highFrequencyFactor: high_freq_factor,
      originalMaxPositions: original_max_position_embeddings,
    };
  }
  throw invalidFile(path, `its rotary scaling "${type}" is not supported, or incomplete`);
}

type TokenIds = z.infer<typeof tokenIdsSchema> | null | undefined;

function endTokens(
  folder: string,
  path: string,
  fromConfig: TokenIds,
  hasGenerationConfig: boolean,
): number[] {
  const generation = hasGenerationConfig
    ? generationSchema.safeParse(readJson(join(folder, 'generation_config.json'))).data
    : undefined;
  const ids = [fromConfig, generation?.eos_token_id].flat().filter((id) => typeof id === 'number');
  if (ids.length === 0) throw invalidFile(path, 'it names no end token');
  return [...new Set(ids)];
}
