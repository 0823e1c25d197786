import { createDecoder } from './architectures/decoder.ts';
import { assemble } from './assemble.ts';
import { createGraph } from './builder.ts';
import { CAST_TO } from './ops/movement.ts';
import { cacheInputs, cacheOutputs, flatten } from './serving.ts';
import type { BuildOptions, BuiltModel, DecoderConfig, WeightSource } from './types.ts';
import { createLayers } from './weights.ts';

/**
 * The decoder in the layout that transformers.js generates with: one run, one step.
 *
 * Inputs: `input_ids`, `position_ids` int64 `[batch_size, sequence_length]`, `attention_mask` int64
 * `[batch_size, total_sequence_length]`, `past_key_values.N.key|value` float32
 * `[batch_size, keyValueHeads, past_sequence_length, headSize]`.
 * Outputs: `logits` float32 `[batch_size, sequence_length, vocabularySize]`, `present.N.key|value`.
 *
 * @throws AppError `model_file_invalid` where the weights do not fit the configuration
 */
export function buildTransformersJsModel(
  config: DecoderConfig,
  weights: WeightSource,
  options: BuildOptions,
): BuiltModel {
  const graph = createGraph('decoder');
  const decoder = createDecoder(graph, config, createLayers(graph, weights, options.precision));
  const ids = graph.input('input_ids', 'int64', ['batch_size', 'sequence_length']);
  const mask = graph.input('attention_mask', 'int64', ['batch_size', 'total_sequence_length']);
  const positionIds = graph.input('position_ids', 'int64', ['batch_size', 'sequence_length']);
  const past = cacheInputs(graph, config, 'batch_size', 'past_key_values.', 'past_sequence_length');

  const counted = graph.apply('ReduceSum', [mask, graph.constant('int64', [1], [1])], { keepdims: 0 });
  const lengths = graph.apply('Cast', [counted], { to: CAST_TO.int32 });
  const lastPosition = graph.apply('Sub', [lengths, graph.constant('int32', [1], [1])], {});
  const total = graph.apply('Squeeze', [graph.apply('Shape', [mask], { start: 1, end: 2 })], {});
  const totalLength = graph.apply('Cast', [total], { to: CAST_TO.int32 });
  const positions = { lastPosition, totalLength, positionIds };

  const { logits, present } = decoder.step(graph, { ids, past, positions }, 'all');
  graph.output('logits', logits);
  cacheOutputs(graph, flatten(present));
  return assemble(graph.finish(), options.dataName);
}
