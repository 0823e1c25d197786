import { InvariantError } from '../base/index.ts';
import type { BuildOptions, BuiltModel, DecoderConfig, EncoderConfig, WeightSource } from './types.ts';

/**
 * The graph that serves: one run reads a prompt (or one token) and writes up to `max_new_tokens` tokens, greedily.
 * Batch of one. N is the layer number, from 0.
 *
 * Inputs
 * - `input_ids` int64 `[1, sequence_length]`: the tokens not yet in the cache (the whole prompt, or the last token written)
 * - `past_length` int64 `[]`: how many cache positions are valid (0 on a fresh start); positions beyond it are overwritten
 * - `max_new_tokens` int64 `[]`: most tokens to write in this run, at least 1
 * - `past_key_values.N.key`, `past_key_values.N.value` float32 `[1, keyValueHeads, past_sequence_length, headSize]`
 *
 * Outputs
 * - `tokens` int64 `[n]`, 1 <= n <= max_new_tokens: the tokens written; where the last is an end token, the answer is complete
 * - `length` int64 `[]`: valid cache positions now: past_length + sequence_length + n - 1 (the last token is not yet in it)
 * - `present.N.key`, `present.N.value` float32 `[1, keyValueHeads, total_sequence_length, headSize]`: feed back as the past
 */
export function buildServingModel(
  _config: DecoderConfig,
  _weights: WeightSource,
  _options: BuildOptions,
): BuiltModel {
  throw new InvariantError('being written');
}

/**
 * The same decoder in the layout transformers.js generates with.
 * Inputs `input_ids`, `attention_mask`, `position_ids`, `past_key_values.N.key|value`; outputs `logits`, `present.N.key|value`.
 */
export function buildTransformersJsModel(
  _config: DecoderConfig,
  _weights: WeightSource,
  _options: BuildOptions,
): BuiltModel {
  throw new InvariantError('being written');
}

/**
 * The encoder in the feature-extraction layout: inputs `input_ids`, `attention_mask`, `token_type_ids`
 * (int64 `[batch_size, sequence_length]`); output `last_hidden_state` float32 `[batch_size, sequence_length, hiddenSize]`.
 */
export function buildEncoderModel(
  _config: EncoderConfig,
  _weights: WeightSource,
  _options: BuildOptions,
): BuiltModel {
  throw new InvariantError('being written');
}
