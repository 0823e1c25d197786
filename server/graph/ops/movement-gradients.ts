import type { GraphBuilder } from '../builder.ts';
import type { Value } from '../ir.ts';
import { type Gradients, shapeOf, unbroadcast, zerosLike } from './gradient.ts';
import type { MOVEMENT } from './movement.ts';

export const MOVEMENT_GRADIENTS: Gradients<keyof typeof MOVEMENT> = {
  /** `y[i] = x[index[i]]` along axis 0: `dx[index[i]] += dy[i]`. */
  Gather: ({ graph, inputs, attributes, dy }) => {
    const [data, index] = [inputs.at(0), inputs.at(1)];
    if (attributes.axis !== 0) return [null, null];
    return [
      () =>
        graph.apply('ScatterND', [zerosLike(graph, data), inColumns(graph, index), dy], { reduction: 'add' }),
      null,
    ];
  },
  /** `y[i, j] = x[i, index[i, j]]`: `dx[i, index[i, j]] += dy[i, j]`. */
  GatherElements: ({ graph, inputs, attributes, dy }) => [
    () => {
      const { axis } = attributes;
      const zeros = zerosLike(graph, inputs.at(0));
      return graph.apply('ScatterElements', [zeros, inputs.at(1), dy], { axis, reduction: 'add' });
    },
    null,
  ],
  /** `dx` is `dy` in the shape of x. */
  Reshape: ({ graph, inputs, dy }) => [
    () => graph.apply('Reshape', [dy, shapeOf(graph, inputs.at(0))], {}),
    null,
  ],
  /** `dx` is `dy` with the axes put back. */
  Transpose: ({ graph, attributes, dy }) => [
    () => {
      const perm = attributes.perm.map((_, axis) => attributes.perm.indexOf(axis));
      return graph.apply('Transpose', [dy], { perm });
    },
  ],
  /** `dx` is `dy` summed over what was repeated. */
  Expand: ({ graph, inputs, dy }) => [() => unbroadcast(graph, dy, inputs.at(0).shape), null],
  /** `dx` is the same triangle of `dy`. */
  Trilu: ({ graph, inputs, attributes, dy }) => [
    () => graph.apply('Trilu', [dy, inputs.at(1)], attributes),
    null,
  ],
  ScatterElements: 'backward only',
  ScatterND: 'backward only',
  Cast: 'not continuous',
  Concat: 'not continuous',
  Range: 'not continuous',
  Shape: 'not continuous',
  Squeeze: 'serving only',
  Split: 'serving only',
  GatherBlockQuantized: 'serving only',
};

/** Indices `[n]` as `[n, 1]`. */
function inColumns(graph: GraphBuilder, index: Value): Value {
  return graph.apply('Reshape', [index, graph.constant('int64', [2], [-1, 1])], {});
}
