import type { GraphBuilder } from '../builder.ts';
import type { FrozenLinears } from '../frozen-linear.ts';
import type { Value } from '../ir.ts';
import { ADAPTED_MODULES, type AdaptedModule, type AdapterValues, addLora, moduleSizes } from '../lora.ts';
import type { DecoderConfig } from '../types.ts';
import type { LayerStore } from '../weights.ts';
import { TRAITS } from './decoder-block.ts';
import { attend, attentionFrame, rotate, splitHeads } from './trained-attention.ts';

export type TrainedDecoderInput = {
  /** int64 `[batch, length]`, padded on the right. */
  ids: Value;
  /** int64 `[targets]`: places in `batch * length` whose next token is asked for. */
  targets: Value;
};

type Linear = (x: Value) => Value;
type Norm = (x: Value) => Value;

/** A block's parts, with weights and adapters in place. */
type TrainedBlock = {
  linear: Record<AdaptedModule, Linear>;
  inputNorm: Norm;
  middleNorm: Norm;
  queryNorm: Norm;
  keyNorm: Norm;
};

/**
 * The decoder as it is trained: whole sequences, no cache, operators that have a gradient; the same description and
 * the same weights as the serving graph. Logits float32 `[targets, vocabulary]`, at the targets only, for the head
 * over the vocabulary costs as much as a quarter of the layers.
 */
export function trainedDecoder(
  graph: GraphBuilder,
  config: DecoderConfig,
  store: LayerStore,
  frozen: FrozenLinears,
  adapter: AdapterValues,
  { ids, targets }: TrainedDecoderInput,
): Value {
  const { hiddenSize: width, vocabularySize, layers } = config;
  const frame = attentionFrame(graph, config, ids);
  const table = store.tensor('model.embed_tokens.weight', [vocabularySize, width]);
  const head = config.tiedEmbeddings ? table : store.tensor('lm_head.weight', [vocabularySize, width]);
  const flat = graph.constant('int64', [2], [-1, width]);
  const atTargets = (value: Value) => graph.apply('Gather', [value, targets], { axis: 0 });

  let x = graph.apply('Reshape', [graph.apply('Gather', [table, ids], { axis: 0 }), flat], {});
  for (let layer = 0; layer < layers; layer++) {
    const block = trainedBlock(graph, config, store, frozen, adapter, `model.layers.${layer}`);
    const { linear } = block;
    const keep = layer === layers - 1 ? atTargets : (value: Value) => value;
    const entry = block.inputNorm(x);
    const query = splitHeads(graph, linear['self_attn.q_proj'](entry), frame.shapes.query);
    const key = splitHeads(graph, linear['self_attn.k_proj'](entry), frame.shapes.keyValue);
    const value = splitHeads(graph, linear['self_attn.v_proj'](entry), frame.shapes.keyValue);
    const rotated = {
      query: rotate(graph, block.queryNorm(query), frame),
      key: rotate(graph, block.keyNorm(key), frame),
      value,
    };
    const mixed = linear['self_attn.o_proj'](keep(attend(graph, rotated, frame, config)));
    const middle = graph.apply('Add', [keep(x), mixed], {});
    x = graph.apply('Add', [middle, feedForward(graph, block, block.middleNorm(middle))], {});
  }
  return graph.apply('Gemm', [norm(graph, config, store, 'model.norm', width)(x), head], { transB: 1 });
}

/** SwiGLU: `down(g sigmoid(g) u)`. */
function feedForward(graph: GraphBuilder, { linear }: TrainedBlock, x: Value): Value {
  const gate = linear['mlp.gate_proj'](x);
  const opened = graph.apply('Mul', [gate, graph.apply('Sigmoid', [gate], {})], {});
  return linear['mlp.down_proj'](graph.apply('Mul', [opened, linear['mlp.up_proj'](x)], {}));
}

function trainedBlock(
  graph: GraphBuilder,
  config: DecoderConfig,
  store: LayerStore,
  frozen: FrozenLinears,
  adapter: AdapterValues,
  prefix: string,
): TrainedBlock {
  const { hiddenSize, headSize } = config;
  const { hasHeadNorm } = TRAITS[config.architecture];
  const normOf = (name: string, width: number) => norm(graph, config, store, `${prefix}.${name}`, width);
  const asItIs: Norm = (x) => x;
  const linears = ADAPTED_MODULES.map(
    (module) => [module, adaptedLinear(graph, config, store, frozen, adapter, prefix, module)] as const,
  );
  return {
    linear: Object.fromEntries(linears) as Record<AdaptedModule, Linear>,
    inputNorm: normOf('input_layernorm', hiddenSize),
    middleNorm: normOf('post_attention_layernorm', hiddenSize),
    queryNorm: hasHeadNorm ? normOf('self_attn.q_norm', headSize) : asItIs,
    keyNorm: hasHeadNorm ? normOf('self_attn.k_norm', headSize) : asItIs,
  };
}

/** `x Wᵀ + bias`, and the adapter's part where there is one. */
function adaptedLinear(
  graph: GraphBuilder,
  config: DecoderConfig,
  store: LayerStore,
  frozen: FrozenLinears,
  { scale, layers }: AdapterValues,
  prefix: string,
  module: AdaptedModule,
): Linear {
  const name = `${prefix}.${module}`;
  const { inputs, outputs } = moduleSizes(config)[module];
  const hasBias = TRAITS[config.architecture].hasQkvBias && BIASED.has(module);
  const bias = hasBias ? store.tensor(`${name}.bias`, [outputs]) : null;
  const multiply = frozen({ name, inputs, outputs, bias });
  const lora = layers.get(name);
  return (x) => {
    const y = multiply(x);
    return lora ? addLora(graph, { ...lora, x, y, scale }) : y;
  };
}

const BIASED: ReadonlySet<AdaptedModule> = new Set([
  'self_attn.q_proj',
  'self_attn.k_proj',
  'self_attn.v_proj',
]);

function norm(
  graph: GraphBuilder,
  { normEpsilon: epsilon }: DecoderConfig,
  store: LayerStore,
  name: string,
  width: number,
): Norm {
  const gamma = store.tensor(`${name}.weight`, [width]);
  return (x) => graph.apply('SimplifiedLayerNormalization', [x, gamma], { axis: -1, epsilon });
}
