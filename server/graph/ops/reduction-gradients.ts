import { invariant } from '../../base/index.ts';
import type { GraphBuilder } from '../builder.ts';
import type { Value } from '../ir.ts';
import { type Gradients, shapeOf, sumOver } from './gradient.ts';
import type { REDUCTION } from './reduction.ts';
import { type Inputs, numbers } from './rule.ts';

export const REDUCTION_GRADIENTS: Gradients<keyof typeof REDUCTION> = {
  /** `y = sum(x)` over some axes: `dx = dy`, repeated along them. */
  ReduceSum: ({ graph, inputs, dy }) => [() => spread(graph, inputs, dy), null],
  /** `y = sum(x) / n`: `dx = dy / n`, repeated; n is the sum of ones. */
  ReduceMean: ({ graph, inputs, dy }) => [
    () => {
      const ones = graph.apply(
        'Expand',
        [graph.constant('float32', [], [1]), shapeOf(graph, inputs.at(0))],
        {},
      );
      const count = sumOver(graph, ones, numbers(inputs.at(1)), 1);
      return graph.apply('Mul', [spread(graph, inputs, dy), graph.apply('Reciprocal', [count], {})], {});
    },
    null,
  ],
  ReduceMax: 'serving only',
  ArgMax: 'not continuous',
};

function spread(graph: GraphBuilder, inputs: Inputs, dy: Value): Value {
  const x = inputs.at(0);
  invariant(dy.shape.length === x.shape.length || dy.shape.length === 0, 'a reduced axis stays, or all go');
  return graph.apply('Expand', [dy, shapeOf(graph, x)], {});
}
