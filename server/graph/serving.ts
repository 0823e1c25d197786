import { invariant } from '../base/index.ts';
import { createDecoder, type Decoder } from './architectures/decoder.ts';
import type { Cache } from './architectures/decoder-block.ts';
import { assemble } from './assemble.ts';
import { createGraph, type GraphBuilder } from './builder.ts';
import type { Graph, Value } from './ir.ts';
import { CAST_TO } from './ops/movement.ts';
import type { BuildOptions, BuiltModel, DecoderConfig, WeightSource } from './types.ts';
import { createLayers } from './weights.ts';

/**
 * The graph that serves: one run reads a prompt (or one token) and writes up to `max_new_tokens` tokens, greedily.
 * Batch of one. N is the layer number, from 0.
 *
 * Inputs
 * - `input_ids` int64 `[1, sequence_length]`: tokens not yet in the cache: the prompt, or the last token written
 * - `past_length` int64 `[]`: how many cache positions are valid (0 at the start); those beyond are overwritten, so a
 *   cache is cut back to a shared prefix by passing a smaller number
 * - `max_new_tokens` int64 `[]`: most tokens to write in this run, at least 1
 * - `past_key_values.N.key`, `past_key_values.N.value` float32 `[1, keyValueHeads, past_sequence_length, headSize]`
 *
 * Outputs
 * - `tokens` int64 `[n]`, `1 <= n <= max_new_tokens`: what was written; after an end token (kept, and always the last)
 *   the answer is complete
 * - `length` int64 `[]`: valid cache positions now, `past_length + sequence_length + n - 1` (the last token is not in yet)
 * - `present.N.key`, `present.N.value` float32 `[1, keyValueHeads, total_sequence_length, headSize]`: the next run's past
 *
 * @throws AppError `model_file_invalid` where the weights do not fit the configuration
 */
export function buildServingModel(
  config: DecoderConfig,
  weights: WeightSource,
  options: BuildOptions,
): BuiltModel {
  const graph = createGraph('serving');
  const decoder = createDecoder(graph, config, createLayers(graph, weights, options.precision));
  const ids = graph.input('input_ids', 'int64', [1, 'sequence_length']);
  const length = graph.input('past_length', 'int64', []);
  const steps = graph.input('max_new_tokens', 'int64', []);
  const past = cacheInputs(graph, config, 1, 'past_key_values.', 'past_sequence_length');

  const body = stepBody(graph, config, decoder);
  const always = graph.constant('bool', [], [1]);
  const outputs = graph.applyAll('Loop', [steps, always, ids, length, ...flatten(past)], { body });
  const [, newLength, ...rest] = outputs;
  const tokens = rest.pop();
  invariant(tokens && newLength, 'the loop gives its tokens and the length');
  graph.output('tokens', tokens);
  graph.output('length', newLength);
  cacheOutputs(graph, rest);
  return assemble(graph.finish(), options.dataName);
}

/** One token: (step, condition, ids, length, cache) to (goes on, next ids, new length, new cache, token). */
function stepBody(root: GraphBuilder, config: DecoderConfig, decoder: Decoder): Graph {
  const graph = root.subgraph('step');
  graph.input('step', 'int64', []);
  graph.input('condition', 'bool', []);
  const ids = graph.input('step_ids', 'int64', [1, 'step_sequence_length']);
  const length = graph.input('step_length', 'int64', []);
  const past = cacheInputs(graph, config, 1, 'step_past.', 'step_past_sequence_length');

  const added = graph.apply('Squeeze', [graph.apply('Shape', [ids], { start: 1, end: 2 })], {});
  const total = graph.apply('Add', [length, added], {});
  const totalLength = graph.apply('Cast', [total], { to: CAST_TO.int32 });
  const lastPosition = graph.apply('Sub', [totalLength, graph.constant('int32', [1], [1])], {});
  const positions = { lastPosition, totalLength, positionIds: null };
  const { logits, present } = decoder.step(graph, { ids, past, positions }, 'last');

  const next = graph.apply('ArgMax', [logits], { axis: 2, keepdims: 0 });
  const token = graph.apply('Squeeze', [next], {});
  graph.output('goes_on', isNoneOf(graph, token, config.endTokenIds));
  graph.output('next_ids', next);
  graph.output('next_length', total);
  for (const [index, value] of flatten(present).entries()) graph.output(`step_present.${index}`, value);
  graph.output('token', token);
  return graph.finish();
}

function isNoneOf(graph: GraphBuilder, token: Value, ids: readonly number[]): Value {
  const matches = graph.apply('Equal', [token, graph.constant('int64', [ids.length], ids)], {});
  const counted = graph.apply('Cast', [matches], { to: CAST_TO.int32 });
  const any = graph.apply('ReduceMax', [counted, graph.constant('int64', [1], [0])], { keepdims: 0 });
  return graph.apply('Equal', [any, graph.constant('int32', [], [0])], {});
}

export function cacheInputs(
  graph: GraphBuilder,
  config: DecoderConfig,
  batch: number | string,
  prefix: string,
  lengthName: string,
): Cache[] {
  const shape = [batch, config.keyValueHeads, lengthName, config.headSize];
  return Array.from({ length: config.layers }, (_, layer) => ({
    key: graph.input(`${prefix}${layer}.key`, 'float32', shape),
    value: graph.input(`${prefix}${layer}.value`, 'float32', shape),
  }));
}

/** Names a flat list of caches (key, value, key, ...) as the outputs `present.N.key` and `present.N.value`. */
export function cacheOutputs(graph: GraphBuilder, values: readonly (Value | null)[]): void {
  for (const [index, value] of values.entries()) {
    invariant(value, 'a cache is given');
    graph.output(`present.${Math.floor(index / 2)}.${index % 2 === 0 ? 'key' : 'value'}`, value);
  }
}

export function flatten(caches: readonly Cache[]): Value[] {
  return caches.flatMap(({ key, value }) => [key, value]);
}
