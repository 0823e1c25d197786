import { join } from 'node:path';
import { z } from 'zod';
import { problemsOf } from '../../contract/index.ts';
import type { EncoderConfig } from '../../graph/index.ts';
import { invalidFile } from '../weights/byte-source.ts';
import { readJson } from './read-json.ts';

/** Generous bounds: BERT-large has 24 layers of width 1024. */
const size = (maximum: number): z.ZodNumber => z.number().int().positive().max(maximum);

const encoderSchema = z.looseObject({
  model_type: z.literal('bert'),
  vocab_size: size(2 ** 20),
  type_vocab_size: size(64),
  hidden_size: size(16_384),
  intermediate_size: size(65_536),
  num_hidden_layers: size(256),
  num_attention_heads: size(256),
  layer_norm_eps: z.number().positive().max(1),
  max_position_embeddings: size(2 ** 17),
  hidden_act: z.literal('gelu'),
  position_embedding_type: z.literal('absolute').optional(),
});

/** The encoder's numbers from Hugging Face's `config.json`. @throws AppError `model_file_invalid` */
export function encoderConfigFromFolder(folder: string): EncoderConfig {
  const path = join(folder, 'config.json');
  const parsed = encoderSchema.safeParse(readJson(path));
  if (!parsed.success) throw invalidFile(path, problemsOf(parsed.error), parsed.error);
  const raw = parsed.data;
  if (raw.hidden_size % raw.num_attention_heads !== 0) {
    throw invalidFile(
      path,
      `its ${raw.num_attention_heads} heads cannot share a width of ${raw.hidden_size}`,
    );
  }
  return {
    architecture: 'bert',
    vocabularySize: raw.vocab_size,
    tokenTypes: raw.type_vocab_size,
    hiddenSize: raw.hidden_size,
    intermediateSize: raw.intermediate_size,
    layers: raw.num_hidden_layers,
    heads: raw.num_attention_heads,
    normEpsilon: raw.layer_norm_eps,
    maxPositions: raw.max_position_embeddings,
  };
}
