import type { GraphBuilder } from '../builder.ts';
import type { Value } from '../ir.ts';
import { CAST_TO } from '../ops/movement.ts';
import type { EncoderConfig } from '../types.ts';
import type { Layer, LayerStore } from '../weights.ts';

/** int64 `[batch, sequence]` each; in the mask 0 is padding. */
export type EncoderInput = { ids: Value; mask: Value; tokenTypes: Value };

/** The three inputs, by their names in transformers.js. `shape` is `[batch, sequence]`, as the graph calls them. */
export function encoderInput(graph: GraphBuilder, shape: readonly [string, string]): EncoderInput {
  const rows = (name: string) => graph.input(name, 'int64', shape);
  return { ids: rows('input_ids'), mask: rows('attention_mask'), tokenTypes: rows('token_type_ids') };
}

/** BERT's encoder: float32 `[batch, sequence, hiddenSize]`. Biases ride on the operator that follows a product. */
export function encode(
  graph: GraphBuilder,
  config: EncoderConfig,
  layers: LayerStore,
  input: EncoderInput,
): Value {
  const mask = graph.apply('Cast', [input.mask], { to: CAST_TO.int32 });
  let hidden = embedTokens(graph, config, layers, input);
  for (let index = 0; index < config.layers; index++) {
    hidden = encodeLayer(graph, config, layers, `encoder.layer.${index}`, hidden, mask);
  }
  return hidden;
}

/** Word + position + token type, normalised: `[batch, sequence, hiddenSize]`. */
export function embedTokens(
  graph: GraphBuilder,
  config: EncoderConfig,
  layers: LayerStore,
  input: EncoderInput,
): Value {
  const { hiddenSize, vocabularySize, maxPositions, tokenTypes, normEpsilon } = config;
  const word = layers.embedding('embeddings.word_embeddings.weight', vocabularySize, hiddenSize);
  const position = layers.tensor('embeddings.position_embeddings.weight', [maxPositions, hiddenSize]);
  const tokenType = layers.tensor('embeddings.token_type_embeddings.weight', [tokenTypes, hiddenSize]);

  const length = graph.apply('Squeeze', [graph.apply('Shape', [input.ids], { start: 1, end: 2 })], {});
  const [zero, one] = [graph.constant('int64', [], [0]), graph.constant('int64', [], [1])];
  const positions = graph.apply('Gather', [position, graph.apply('Range', [zero, length, one], {})], {
    axis: 0,
  });
  const types = graph.apply('Gather', [tokenType, input.tokenTypes], { axis: 0 });
  const sum = graph.apply('Add', [graph.apply('Add', [word(graph, input.ids), types], {}), positions], {});
  const { gamma, beta } = encoderNorm(layers, 'embeddings.LayerNorm', hiddenSize);
  return graph.apply('LayerNormalization', [sum, gamma, beta], { axis: -1, epsilon: normEpsilon });
}

function encodeLayer(
  graph: GraphBuilder,
  config: EncoderConfig,
  layers: LayerStore,
  prefix: string,
  x: Value,
  mask: Value,
): Value {
  const { hiddenSize, intermediateSize, heads, normEpsilon: epsilon } = config;
  const self = `${prefix}.attention.self`;
  const [query, key, value] = ['query', 'key', 'value'].map((part) =>
    linear(layers, `${self}.${part}`, hiddenSize, hiddenSize)(graph, x),
  ) as [Value, Value, Value];
  const parts = ['query', 'key', 'value'].map((part) => ({ name: `${self}.${part}.bias`, size: hiddenSize }));
  const biases = layers.stacked(`${self}.bias`, parts);
  const attended = graph.apply('MultiHeadAttention', [query, key, value, biases, mask], { num_heads: heads });
  const projected = linear(
    layers,
    `${prefix}.attention.output.dense`,
    hiddenSize,
    hiddenSize,
  )(graph, attended);
  const middle = addAndNormalise(
    graph,
    layers,
    `${prefix}.attention.output`,
    x,
    projected,
    hiddenSize,
    epsilon,
  );

  const wide = linear(layers, `${prefix}.intermediate.dense`, hiddenSize, intermediateSize)(graph, middle);
  const wideBias = layers.tensor(`${prefix}.intermediate.dense.bias`, [intermediateSize]);
  const active = graph.apply('BiasGelu', [wide, wideBias], {});
  const narrow = linear(layers, `${prefix}.output.dense`, intermediateSize, hiddenSize)(graph, active);
  return addAndNormalise(graph, layers, `${prefix}.output`, middle, narrow, hiddenSize, epsilon);
}

/** LayerNorm of `x + added + the bias of the dense layer that made it`. */
function addAndNormalise(
  graph: GraphBuilder,
  layers: LayerStore,
  prefix: string,
  x: Value,
  added: Value,
  width: number,
  epsilon: number,
): Value {
  const { gamma, beta } = encoderNorm(layers, `${prefix}.LayerNorm`, width);
  const bias = layers.tensor(`${prefix}.dense.bias`, [width]);
  return graph.apply('SkipLayerNormalization', [x, added, gamma, beta, bias], { epsilon });
}

export function encoderNorm(
  layers: LayerStore,
  prefix: string,
  width: number,
): { gamma: Value; beta: Value } {
  return {
    gamma: layers.tensor(`${prefix}.weight`, [width]),
    beta: layers.tensor(`${prefix}.bias`, [width]),
  };
}

function linear(layers: LayerStore, prefix: string, inputs: number, outputs: number): Layer {
  return layers.linear({ label: prefix, parts: [{ prefix, outputs }], inputs, hasBias: false });
}
