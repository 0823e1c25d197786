import { AppError } from '../base/index.ts';
import type { LoraOptions } from './lora.ts';
import type { WeightSource } from './types.ts';

/**
 * A model with its adapter merged in: `W + (alpha / rank) B A` for every adapted layer, all else as in `base`. Tensors
 * are still read one at a time, and each is made anew when it is read.
 *
 * `adapter` holds `<layer>.lora_A` `[rank, inputs]` and `<layer>.lora_B` `[outputs, rank]`, as `adapterTensors` names them.
 *
 * @throws AppError `model_file_invalid` where the adapter does not fit the base: a layer that it lacks, or another shape
 */
export function mergedWeights(
  base: WeightSource,
  adapter: WeightSource,
  lora: Pick<LoraOptions, 'rank' | 'alpha'>,
): WeightSource {
  const layers = adaptedLayers(base, adapter, lora.rank);
  return {
    names: () => base.names(),
    has: (name) => base.has(name),
    shape: (name) => base.shape(name),
    read(name) {
      const layer = layers.get(name);
      if (layer === undefined) return base.read(name);
      const [a, b] = [adapter.read(`${layer}.lora_A`), adapter.read(`${layer}.lora_B`)];
      return plusProduct(base.read(name), b, a, lora.alpha / lora.rank, lora.rank);
    },
  };
}

/** Layers by the name of the weight that they change. */
function adaptedLayers(base: WeightSource, adapter: WeightSource, rank: number): Map<string, string> {
  const layers = new Map<string, string>();
  for (const name of adapter.names()) {
    const [, layer = ''] = /^(.+)\.lora_[AB]$/.exec(name) ?? [];
    const weight = `${layer}.weight`;
    if (!base.has(weight)) throw misfit(`the model has no layer for ${name}`);
    const [outputs = 0, inputs = 0] = base.shape(weight);
    expectShape(adapter, `${layer}.lora_A`, [rank, inputs]);
    expectShape(adapter, `${layer}.lora_B`, [outputs, rank]);
    layers.set(weight, layer);
  }
  return layers;
}

/** `w + scale * b a`, in a new array; `w [outputs, inputs]`, `b [outputs, rank]`, `a [rank, inputs]`. */
function plusProduct(
  w: Float32Array,
  b: Float32Array,
  a: Float32Array,
  scale: number,
  rank: number,
): Float32Array {
  const inputs = a.length / rank;
  const merged = w.slice();
  const sums = new Float64Array(inputs);
  for (let output = 0; output * inputs < merged.length; output++) {
    sums.fill(0);
    for (let inner = 0; inner < rank; inner++) {
      const factor = scale * (b[output * rank + inner] as number);
      if (factor === 0) continue;
      const from = inner * inputs;
      for (let input = 0; input < inputs; input++) {
        sums[input] = (sums[input] as number) + factor * (a[from + input] as number);
      }
    }
    const row = output * inputs;
    for (let input = 0; input < inputs; input++) {
      merged[row + input] = (merged[row + input] as number) + (sums[input] as number);
    }
  }
  return merged;
}

function expectShape(adapter: WeightSource, name: string, expected: readonly number[]): void {
  const found = adapter.has(name) ? `[${adapter.shape(name)}]` : 'missing';
  if (found === `[${expected}]`) return;
  throw misfit(`${name} should be [${expected}] and is ${found}`);
}

function misfit(problem: string): AppError {
  return new AppError(
    'model_file_invalid',
    `The adapter does not fit the model: ${problem}. Use the base model that it was made for.`,
  );
}
