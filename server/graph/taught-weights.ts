import type { WeightSource } from './types.ts';

/** An encoder's weights with what it was taught in place of its matrices, and beside them: a cross-encoder's classifier. */
export function taughtWeights(weights: WeightSource, taught: WeightSource): WeightSource {
  const of = (name: string) => (taught.has(name) ? taught : weights);
  return {
    names: () => [...new Set([...weights.names(), ...taught.names()])],
    has: (name) => of(name).has(name),
    shape: (name) => of(name).shape(name),
    read: (name) => of(name).read(name),
  };
}
