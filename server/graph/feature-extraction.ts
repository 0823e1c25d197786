import { encode, encoderInput } from './architectures/encoder.ts';
import { assemble } from './assemble.ts';
import { createGraph } from './builder.ts';
import type { BuildOptions, BuiltModel, EncoderConfig, WeightSource } from './types.ts';
import { createLayers } from './weights.ts';

/**
 * The encoder in transformers.js's feature-extraction layout.
 *
 * Inputs: `input_ids`, `attention_mask`, `token_type_ids` int64 `[batch_size, sequence_length]`.
 * Output: `last_hidden_state` float32 `[batch_size, sequence_length, hiddenSize]`.
 *
 * @throws AppError `model_file_invalid` where the weights do not fit the configuration
 */
export function buildEncoderModel(
  config: EncoderConfig,
  weights: WeightSource,
  options: BuildOptions,
): BuiltModel {
  const graph = createGraph('encoder');
  const layers = createLayers(graph, weights, options.precision);
  const input = encoderInput(graph, ['batch_size', 'sequence_length']);
  graph.output('last_hidden_state', encode(graph, config, layers, input));
  return assemble(graph.finish(), options.dataName);
}
