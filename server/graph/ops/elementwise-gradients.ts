import type { ELEMENTWISE } from './elementwise.ts';
import { type Gradients, scalar, unbroadcast } from './gradient.ts';

export const ELEMENTWISE_GRADIENTS: Gradients<keyof typeof ELEMENTWISE> = {
  /** `y = a + b`: `da = dy`, `db = dy`. */
  Add: ({ graph, inputs, dy }) => [
    () => unbroadcast(graph, dy, inputs.at(0).shape),
    () => unbroadcast(graph, dy, inputs.at(1).shape),
  ],
  /** `y = a - b`: `da = dy`, `db = -dy`. */
  Sub: ({ graph, inputs, dy }) => [
    () => unbroadcast(graph, dy, inputs.at(0).shape),
    () => unbroadcast(graph, graph.apply('Mul', [dy, scalar(graph, -1)], {}), inputs.at(1).shape),
  ],
  /** `y = a b`: `da = dy b`, `db = dy a`. */
  Mul: ({ graph, inputs, dy }) => [
    () => unbroadcast(graph, graph.apply('Mul', [dy, inputs.at(1)], {}), inputs.at(0).shape),
    () => unbroadcast(graph, graph.apply('Mul', [dy, inputs.at(0)], {}), inputs.at(1).shape),
  ],
  /** `y = sqrt(x)`: `dx = dy / (2 y)`. */
  Sqrt: ({ graph, y, dy }) => [
    () => {
      const inverse = graph.apply('Reciprocal', [graph.apply('Add', [y, y], {})], {});
      return graph.apply('Mul', [dy, inverse], {});
    },
  ],
  /** `y = 1 / x`: `dx = -dy y²`. */
  Reciprocal: ({ graph, y, dy }) => [
    () => {
      const square = graph.apply('Mul', [y, y], {});
      return graph.apply('Mul', [dy, graph.apply('Mul', [square, scalar(graph, -1)], {})], {});
    },
  ],
  /** `y = exp(x)`: `dx = dy y`. */
  Exp: ({ graph, y, dy }) => [() => graph.apply('Mul', [dy, y], {})],
  /** `y = 1 / (1 + exp(-x))`: `dx = dy y (1 - y)`. */
  Sigmoid: ({ graph, y, dy }) => [
    () => {
      const slope = graph.apply('Mul', [y, graph.apply('Sub', [scalar(graph, 1), y], {})], {});
      return graph.apply('Mul', [dy, slope], {});
    },
  ],
  /** `dx = dy 2 / sqrt(pi) exp(-x²)`. */
  Erf: ({ graph, inputs, dy }) => [
    () => {
      const x = inputs.at(0);
      const square = graph.apply('Mul', [x, graph.apply('Mul', [x, scalar(graph, -1)], {})], {});
      const slope = graph.apply(
        'Mul',
        [graph.apply('Exp', [square], {}), scalar(graph, 2 / Math.sqrt(Math.PI))],
        {},
      );
      return graph.apply('Mul', [dy, slope], {});
    },
  ],
  Abs: 'serving only',
  Equal: 'not continuous',
  Not: 'not continuous',
  QuickGelu: 'serving only',
  BiasGelu: 'serving only',
};
