import { InvariantError } from '../base/index.ts';
import type { BuildOptions, BuiltModel, EncoderConfig, WeightSource } from './types.ts';

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
