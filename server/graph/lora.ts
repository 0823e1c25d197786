import type { GraphBuilder } from './builder.ts';
import type { Value } from './ir.ts';
import type { DecoderConfig, TrainedTensor } from './types.ts';

/** The linear layers of a decoder's block that can be adapted, by their names in the weights. */
export const ADAPTED_MODULES = [
  'self_attn.q_proj',
  'self_attn.k_proj',
  'self_attn.v_proj',
  'self_attn.o_proj',
  'mlp.gate_proj',
  'mlp.up_proj',
  'mlp.down_proj',
] as const;

export type AdaptedModule = (typeof ADAPTED_MODULES)[number];

/** Low-rank adaptation: `y = x Wᵀ + (alpha / rank) (x Aᵀ) Bᵀ`, with W frozen, A `[rank, inputs]` and B `[outputs, rank]` (as PEFT keeps them). */
export type LoraOptions = {
  rank: number;
  alpha: number;
  modules: readonly AdaptedModule[];
  /** Adapts the top n layers only; left out means all. */
  layers?: number | undefined;
};

/** One adapted layer, such as `model.layers.0.self_attn.q_proj`. */
type AdaptedLayer = { name: string; inputs: number; outputs: number };

/** One tensor of an adapter: `<layer>.lora_A` or `<layer>.lora_B`. */
export type AdapterTensor = TrainedTensor & { layer: string; half: 'A' | 'B' };

/** What is trained as a value of the graph. */
export type Parameter<Tensor extends TrainedTensor = TrainedTensor> = { tensor: Tensor; value: Value };

/** The adapter as values of the graph. */
export type AdapterValues = {
  scale: number;
  /** By the layer's name; a layer that is not there is not adapted. */
  layers: ReadonlyMap<string, { a: Value; b: Value }>;
};

/** An input for each tensor, by its name. */
export function trainedInputs<Tensor extends TrainedTensor>(
  graph: GraphBuilder,
  tensors: readonly Tensor[],
): Parameter<Tensor>[] {
  return tensors.map((tensor) => ({
    tensor,
    value: graph.input(tensor.name, 'float32', tensor.shape),
  }));
}

/** Both halves of each adapted layer. */
export function pairsOf(parameters: readonly Parameter<AdapterTensor>[]): AdapterValues['layers'] {
  const found = new Map<string, { a: Value; b: Value }>();
  for (const [index, { tensor, value: b }] of parameters.entries()) {
    const a = parameters[index - 1]?.value;
    if (tensor.half === 'B' && a) found.set(tensor.layer, { a, b });
  }
  return found;
}

/** All that is trained, from the first layer's first module to the last: the order in which everything walks it. */
export function adapterTensors(config: DecoderConfig, options: LoraOptions): AdapterTensor[] {
  const { rank } = options;
  return adaptedLayers(config, options).flatMap(({ name, inputs, outputs }): AdapterTensor[] => [
    { name: `${name}.lora_A`, layer: name, half: 'A', shape: [rank, inputs] },
    { name: `${name}.lora_B`, layer: name, half: 'B', shape: [outputs, rank] },
  ]);
}

/** Inputs and outputs of a block's linear layers. */
export function moduleSizes(
  config: DecoderConfig,
): Record<AdaptedModule, { inputs: number; outputs: number }> {
  const { hiddenSize, intermediateSize, heads, keyValueHeads, headSize } = config;
  const [query, keyValue] = [heads * headSize, keyValueHeads * headSize];
  return {
    'self_attn.q_proj': { inputs: hiddenSize, outputs: query },
    'self_attn.k_proj': { inputs: hiddenSize, outputs: keyValue },
    'self_attn.v_proj': { inputs: hiddenSize, outputs: keyValue },
    'self_attn.o_proj': { inputs: query, outputs: hiddenSize },
    'mlp.gate_proj': { inputs: hiddenSize, outputs: intermediateSize },
    'mlp.up_proj': { inputs: hiddenSize, outputs: intermediateSize },
    'mlp.down_proj': { inputs: intermediateSize, outputs: hiddenSize },
  };
}

/** Adds the adapter's part to `y [rows, outputs]`, the frozen layer's result on `x [rows, inputs]`. */
export function addLora(
  graph: GraphBuilder,
  { x, y, a, b, scale }: { x: Value; y: Value; a: Value; b: Value; scale: number },
): Value {
  const narrow = graph.apply('Gemm', [x, a], { transB: 1 });
  return graph.apply('Gemm', [narrow, b, y], { alpha: scale, transB: 1 });
}

function adaptedLayers(config: DecoderConfig, { modules, layers }: LoraOptions): AdaptedLayer[] {
  const sizes = moduleSizes(config);
  const adapted = ADAPTED_MODULES.filter((module) => modules.includes(module));
  const count = Math.min(layers ?? config.layers, config.layers);
  return Array.from({ length: count }, (_, index) => {
    const layer = config.layers - count + index;
    return adapted.map((module) => ({ name: `model.layers.${layer}.${module}`, ...sizes[module] }));
  }).flat();
}
