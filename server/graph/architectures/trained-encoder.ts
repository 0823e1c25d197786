import { invariant } from '../../base/index.ts';
import type { GraphBuilder } from '../builder.ts';
import { type EncoderModule, encoderModuleSizes } from '../encoder-tensors.ts';
import type { Value } from '../ir.ts';
import type { Parameter } from '../lora.ts';
import type { EncoderConfig } from '../types.ts';
import type { LayerStore } from '../weights.ts';
import { type EncoderInput, embedTokens, encoderNorm } from './encoder.ts';
import { asFloats, sizesOf } from './pooling.ts';
import { MASKED, splitHeads } from './trained-attention.ts';

export type TrainedEncoderParts = {
  graph: GraphBuilder;
  config: EncoderConfig;
  store: LayerStore;
  /** The matrices that are trained. */
  parameters: readonly Parameter[];
};

/** What every layer needs to know of a batch. */
type Frame = {
  /** float32 `[batch, 1, 1, length]`: 0 for a token, very low for padding. */
  mask: Value;
  /** int64 shapes: `[batch, length, heads, headSize]` and `[batch, length, hiddenSize]`. */
  split: Value;
  byRow: Value;
};

/**
 * BERT's encoder as it is trained, with operators that have a gradient; the same description and the same weights as the
 * serving graph. Float32 `[batch, length, hiddenSize]`.
 */
export function trainedEncoder(parts: TrainedEncoderParts, input: EncoderInput): Value {
  const { graph, config, store } = parts;
  const flat = graph.constant('int64', [2], [-1, config.hiddenSize]);
  const frame = frameOf(graph, config, input);
  const embedded = embedTokens(graph, config, store, input);
  let x = graph.apply('Reshape', [embedded, flat], {});
  for (let layer = 0; layer < config.layers; layer++) x = encodeLayer(parts, frame, layer, x);
  return graph.apply('Reshape', [x, frame.byRow], {});
}

/** The matrix `[outputs, inputs]` of a layer. */
export function trainedMatrix(parameters: readonly Parameter[], layer: string): Value {
  const found = parameters.find(({ tensor }) => tensor.name === `${layer}.weight`);
  invariant(found, `An encoder is taught all its matrices, ${layer} too.`);
  return found.value;
}

function encodeLayer(parts: TrainedEncoderParts, frame: Frame, layer: number, x: Value): Value {
  const { graph, config, store } = parts;
  const prefix = `encoder.layer.${layer}`;
  const through = (module: EncoderModule, input: Value) => linear(parts, prefix, module, input);
  const normalise = (name: string, value: Value) => {
    const { gamma, beta } = encoderNorm(store, `${prefix}.${name}`, config.hiddenSize);
    return graph.apply('LayerNormalization', [value, gamma, beta], {
      axis: -1,
      epsilon: config.normEpsilon,
    });
  };
  const [query, key, value] = (['query', 'key', 'value'] as const).map((part) =>
    splitHeads(graph, through(`attention.self.${part}`, x), frame.split),
  ) as [Value, Value, Value];
  const attended = through('attention.output.dense', attend(graph, config, frame, { query, key, value }));
  const middle = normalise('attention.output.LayerNorm', graph.apply('Add', [x, attended], {}));
  const active = gelu(graph, through('intermediate.dense', middle));
  const narrow = through('output.dense', active);
  return normalise('output.LayerNorm', graph.apply('Add', [middle, narrow], {}));
}

/** `x Wᵀ + bias`. */
function linear(parts: TrainedEncoderParts, prefix: string, module: EncoderModule, x: Value): Value {
  const { graph, config, store } = parts;
  const name = `${prefix}.${module}`;
  const bias = store.tensor(`${name}.bias`, [encoderModuleSizes(config)[module].outputs]);
  return graph.apply('Gemm', [x, trainedMatrix(parts.parameters, name), bias], { transB: 1 });
}

/** Attention both ways, `[batch * length, hidden]`, of query, key and value `[batch, heads, length, headSize]`. */
function attend(
  graph: GraphBuilder,
  { heads, hiddenSize }: EncoderConfig,
  { mask }: Frame,
  { query, key, value }: { query: Value; key: Value; value: Value },
): Value {
  const scale = graph.constant('float32', [], [1 / Math.sqrt(hiddenSize / heads)]);
  const columns = graph.apply('Transpose', [key], { perm: [0, 1, 3, 2] });
  const scores = graph.apply('MatMul', [graph.apply('Mul', [query, scale], {}), columns], {});
  const shares = graph.apply('Softmax', [graph.apply('Add', [scores, mask], {})], { axis: -1 });
  const mixed = graph.apply('MatMul', [shares, value], {});
  const byToken = graph.apply('Transpose', [mixed], { perm: [0, 2, 1, 3] });
  return graph.apply('Reshape', [byToken, graph.constant('int64', [2], [-1, hiddenSize])], {});
}

/** `x / 2 (1 + erf(x / sqrt(2)))`. */
function gelu(graph: GraphBuilder, x: Value): Value {
  const scalar = (value: number) => graph.constant('float32', [], [value]);
  const error = graph.apply('Erf', [graph.apply('Mul', [x, scalar(Math.SQRT1_2)], {})], {});
  const share = graph.apply('Mul', [graph.apply('Add', [error, scalar(1)], {}), scalar(0.5)], {});
  return graph.apply('Mul', [x, share], {});
}

function frameOf(
  graph: GraphBuilder,
  { heads, hiddenSize }: EncoderConfig,
  { ids, mask }: EncoderInput,
): Frame {
  const { batch, length } = sizesOf(graph, ids);
  const shape = (...sizes: (Value | number)[]) => {
    const parts = sizes.map((size) =>
      typeof size === 'number' ? graph.constant('int64', [1], [size]) : size,
    );
    return graph.apply('Concat', parts, { axis: 0 });
  };
  const padding = graph.apply('Sub', [graph.constant('float32', [], [1]), asFloats(graph, mask)], {});
  const low = graph.apply('Mul', [padding, graph.constant('float32', [], [MASKED])], {});
  return {
    mask: graph.apply('Reshape', [low, shape(batch, 1, 1, length)], {}),
    split: shape(batch, length, heads, hiddenSize / heads),
    byRow: shape(batch, length, hiddenSize),
  };
}
