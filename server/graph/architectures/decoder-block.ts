import { invariant } from '../../base/index.ts';
import type { GraphBuilder } from '../builder.ts';
import type { Value } from '../ir.ts';
import type { DecoderConfig } from '../types.ts';
import type { Layer, LayerStore } from '../weights.ts';

/** In what the decoders of the family differ. */
export const TRAITS: Record<DecoderConfig['architecture'], { hasQkvBias: boolean; hasHeadNorm: boolean }> = {
  llama: { hasQkvBias: false, hasHeadNorm: false },
  qwen2: { hasQkvBias: true, hasHeadNorm: false },
  qwen3: { hasQkvBias: false, hasHeadNorm: true },
};

/** float32 `[batch, keyValueHeads, length, headSize]` each. */
export type Cache = { key: Value; value: Value };

/** float32 `[maxPositions, headSize / 2]` each. */
export type RotaryWeights = { cos: Value; sin: Value };

/** Where the tokens of a step stand. */
export type StepPositions = {
  /** int32 `[batch]`: valid length of the cache after the step, less one. */
  lastPosition: Value;
  /** int32 `[]`: length of the cache after the step. */
  totalLength: Value;
  /** int64 `[batch, sequence]`; left out where positions follow from the lengths. */
  positionIds: Value | null;
};

/** One layer: the parts between which the decoder adds and normalises. */
export type DecoderBlock = {
  inputGamma: Value;
  attend(
    graph: GraphBuilder,
    x: Value,
    past: Cache,
    positions: StepPositions,
  ): { output: Value; present: Cache };
  project: Layer;
  middleGamma: Value;
  feedForward: Layer;
};

export function createDecoderBlock(
  config: DecoderConfig,
  layers: LayerStore,
  rotary: RotaryWeights,
  prefix: string,
): DecoderBlock {
  const { hiddenSize } = config;
  return {
    inputGamma: layers.tensor(`${prefix}.input_layernorm.weight`, [hiddenSize]),
    attend: createAttention(config, layers, rotary, `${prefix}.self_attn`),
    project: layers.linear({
      label: `${prefix}.self_attn.o_proj`,
      parts: [{ prefix: `${prefix}.self_attn.o_proj`, outputs: hiddenSize }],
      inputs: config.heads * config.headSize,
      hasBias: false,
    }),
    middleGamma: layers.tensor(`${prefix}.post_attention_layernorm.weight`, [hiddenSize]),
    feedForward: createFeedForward(config, layers, `${prefix}.mlp`),
  };
}

/** Query, key and value come from one product over the stacked matrices. */
function createAttention(
  config: DecoderConfig,
  layers: LayerStore,
  rotary: RotaryWeights,
  prefix: string,
): DecoderBlock['attend'] {
  const { heads, keyValueHeads, headSize, hiddenSize } = config;
  const traits = TRAITS[config.architecture];
  const project = layers.linear({
    label: `${prefix}.qkv_proj`,
    parts: [
      { prefix: `${prefix}.q_proj`, outputs: heads * headSize },
      { prefix: `${prefix}.k_proj`, outputs: keyValueHeads * headSize },
      { prefix: `${prefix}.v_proj`, outputs: keyValueHeads * headSize },
    ],
    inputs: hiddenSize,
    hasBias: traits.hasQkvBias,
  });
  const headNorm = traits.hasHeadNorm ? createHeadNorm(config, layers, prefix) : undefined;
  return (graph, x, past, { lastPosition, totalLength, positionIds }) => {
    const packed = project(graph, x);
    const [query, key, value] = headNorm ? headNorm(graph, packed) : [packed, null, null];
    const optional = positionIds === null ? [] : [positionIds];
    const outputs = graph.applyAll(
      'GroupQueryAttention',
      [
        query,
        key,
        value,
        past.key,
        past.value,
        lastPosition,
        totalLength,
        rotary.cos,
        rotary.sin,
        ...optional,
      ],
      { num_heads: heads, kv_num_heads: keyValueHeads, do_rotary: 1 },
    );
    const [output, presentKey, presentValue] = outputs;
    invariant(output && presentKey && presentValue, 'attention gives its output and the cache');
    return { output, present: { key: presentKey, value: presentValue } };
  };
}

/** RMSNorm over each head of query and key, before the rotation. */
function createHeadNorm(config: DecoderConfig, layers: LayerStore, prefix: string) {
  const { heads, keyValueHeads, headSize, normEpsilon } = config;
  const widths = [heads, keyValueHeads, keyValueHeads].map((count) => count * headSize);
  const gammas = {
    query: layers.tensor(`${prefix}.q_norm.weight`, [headSize]),
    key: layers.tensor(`${prefix}.k_norm.weight`, [headSize]),
  };
  function normalise(graph: GraphBuilder, x: Value, count: number, gamma: Value): Value {
    const apart = graph.constant('int64', [4], [0, 0, count, headSize]);
    const together = graph.constant('int64', [3], [0, 0, count * headSize]);
    const byHead = graph.apply('Reshape', [x, apart], {});
    const attributes = { axis: -1, epsilon: normEpsilon };
    const normalised = graph.apply('SimplifiedLayerNormalization', [byHead, gamma], attributes);
    return graph.apply('Reshape', [normalised, together], {});
  }
  return (graph: GraphBuilder, packed: Value): [Value, Value, Value] => {
    const sizes = graph.constant('int64', [3], widths);
    const [query, key, value] = graph.applyAll('Split', [packed, sizes], { axis: -1 });
    invariant(query && key && value, 'three parts come of three sizes');
    return [
      normalise(graph, query, heads, gammas.query),
      normalise(graph, key, keyValueHeads, gammas.key),
      value,
    ];
  };
}

/** SwiGLU: `down(silu(gate(x)) * up(x))`. */
function createFeedForward(config: DecoderConfig, layers: LayerStore, prefix: string): Layer {
  const { hiddenSize, intermediateSize } = config;
  const linear = (name: string, inputs: number, outputs: number) =>
    layers.linear({
      label: `${prefix}.${name}`,
      parts: [{ prefix: `${prefix}.${name}`, outputs }],
      inputs,
      hasBias: false,
    });
  const gate = linear('gate_proj', hiddenSize, intermediateSize);
  const up = linear('up_proj', hiddenSize, intermediateSize);
  const down = linear('down_proj', intermediateSize, hiddenSize);
  return (graph, x) => {
    const opened = graph.apply('QuickGelu', [gate(graph, x)], { alpha: 1 });
    return down(graph, graph.apply('Mul', [opened, up(graph, x)], {}));
  };
}
