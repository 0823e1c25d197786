import type { GraphBuilder } from '../builder.ts';
import type { Value } from '../ir.ts';
import { type Gradients, scalar, sumOver, unbroadcast } from './gradient.ts';
import type { NORMALISATION } from './normalisation.ts';

export const NORMALISATION_GRADIENTS: Gradients<keyof typeof NORMALISATION> = {
  /**
   * RMSNorm, `r = 1 / sqrt(mean(x²) + ε)`, `n = x r`, `y = n γ`: with `dn = dy γ`, `dx = r (dn - n mean(dn n))` and
   * `dγ = sum(dy n)` over the rows. r and n are computed anew: cheaper than keeping them until they are needed.
   */
  SimplifiedLayerNormalization: ({ graph, inputs, attributes, dy }) => {
    const [x, gamma] = [inputs.at(0), inputs.at(1)];
    const inverse = inverseRootMeanSquare(graph, x, attributes.epsilon);
    const normalised = graph.apply('Mul', [x, inverse], {});
    return [
      () => {
        const dn = graph.apply('Mul', [dy, gamma], {});
        const mean = meanOfLast(graph, graph.apply('Mul', [dn, normalised], {}));
        const along = graph.apply('Mul', [normalised, mean], {});
        return graph.apply('Mul', [graph.apply('Sub', [dn, along], {}), inverse], {});
      },
      () => unbroadcast(graph, graph.apply('Mul', [dy, normalised], {}), gamma.shape),
    ];
  },
  /** `dx = y (dy - sum(dy y))`. */
  Softmax: ({ graph, y, dy }) => [
    () => {
      const sum = sumOver(graph, graph.apply('Mul', [dy, y], {}), [-1], 1);
      return graph.apply('Mul', [y, graph.apply('Sub', [dy, sum], {})], {});
    },
  ],
  /** `dx = dy - exp(y) sum(dy)`. */
  LogSoftmax: ({ graph, y, dy }) => [
    () => {
      const shares = graph.apply('Mul', [graph.apply('Exp', [y], {}), sumOver(graph, dy, [-1], 1)], {});
      return graph.apply('Sub', [dy, shares], {});
    },
  ],
  /**
   * `c = x - mean(x)`, `r = 1 / sqrt(mean(c²) + ε)`, `n = c r`, `y = n γ + β`: with `dn = dy γ`,
   * `dx = r (dn - mean(dn) - n mean(dn n))`, `dγ = sum(dy n)` and `dβ = sum(dy)` over the rows.
   */
  LayerNormalization: ({ graph, inputs, attributes, dy }) => {
    const [x, gamma, beta] = [inputs.at(0), inputs.at(1), inputs.optional(2)];
    const centred = graph.apply('Sub', [x, meanOfLast(graph, x)], {});
    const inverse = inverseRootMeanSquare(graph, centred, attributes.epsilon);
    const normalised = graph.apply('Mul', [centred, inverse], {});
    return [
      () => {
        const dn = graph.apply('Mul', [dy, gamma], {});
        const along = graph.apply(
          'Mul',
          [normalised, meanOfLast(graph, graph.apply('Mul', [dn, normalised], {}))],
          {},
        );
        const level = graph.apply('Sub', [dn, meanOfLast(graph, dn)], {});
        return graph.apply('Mul', [graph.apply('Sub', [level, along], {}), inverse], {});
      },
      () => unbroadcast(graph, graph.apply('Mul', [dy, normalised], {}), gamma.shape),
      beta ? () => unbroadcast(graph, dy, beta.shape) : null,
    ];
  },
  SkipSimplifiedLayerNormalization: 'serving only',
  SkipLayerNormalization: 'serving only',
};

function inverseRootMeanSquare(graph: GraphBuilder, x: Value, epsilon: number): Value {
  const square = meanOfLast(graph, graph.apply('Mul', [x, x], {}));
  const root = graph.apply('Sqrt', [graph.apply('Add', [square, scalar(graph, epsilon)], {})], {});
  return graph.apply('Reciprocal', [root], {});
}

function meanOfLast(graph: GraphBuilder, value: Value): Value {
  return graph.apply('ReduceMean', [value, graph.constant('int64', [1], [-1])], { keepdims: 1 });
}
