import type { GraphBuilder } from '../builder.ts';
import type { Shape, Value } from '../ir.ts';
import type { OpAttributes, OpName } from './index.ts';
import type { Inputs } from './rule.ts';

/** A node to go back through: `dy` is the gradient of its first output `y`. */
export type Differentiated<A> = {
  readonly graph: GraphBuilder;
  readonly inputs: Inputs;
  readonly attributes: A;
  readonly y: Value;
  readonly dy: Value;
};

/**
 * One function an input, in order, which adds the nodes of that input's gradient and is called only where it is
 * wanted; `null` for an input that carries none (indices, shapes, frozen scales).
 */
export type GradientRule<A> = (node: Differentiated<A>) => readonly ((() => Value) | null)[];

/** Why an operator has no rule. */
export type NoGradient =
  /** It stands in graphs that are never trained: it is a faster form of operators that have one. */
  | 'serving only'
  /** What it gives, or takes, is whole numbers or truth values. */
  | 'not continuous'
  /** Only gradients themselves are made of it. */
  | 'backward only';

/** The rules of a family: an operator without an entry does not compile. */
export type Gradients<K extends OpName> = {
  readonly [P in K]: GradientRule<OpAttributes<P>> | NoGradient;
};

/** Sums a gradient back to the shape its value had before it was broadcast. */
export function unbroadcast(graph: GraphBuilder, gradient: Value, shape: Shape): Value {
  const added = gradient.shape.length - shape.length;
  const repeated = shape.flatMap((size, axis) =>
    size === 1 && gradient.shape[axis + added] !== 1 ? [axis + added] : [],
  );
  const inPlace = repeated.length === 0 ? gradient : sumOver(graph, gradient, repeated, 1);
  return added === 0 ? inPlace : sumOver(graph, inPlace, [...Array(added).keys()], 0);
}

export function sumOver(graph: GraphBuilder, value: Value, axes: readonly number[], keepdims: 0 | 1): Value {
  return graph.apply('ReduceSum', [value, graph.constant('int64', [axes.length], axes)], { keepdims });
}

/** The shape of a value while the graph runs. */
export function shapeOf(graph: GraphBuilder, value: Value): Value {
  return graph.apply('Shape', [value], { start: 0, end: value.shape.length });
}

export function scalar(graph: GraphBuilder, value: number): Value {
  return graph.constant('float32', [], [value]);
}

/** Zeros like `value`. */
export function zerosLike(graph: GraphBuilder, value: Value): Value {
  return graph.apply('Expand', [scalar(graph, 0), shapeOf(graph, value)], {});
}

/** The last two axes change places. */
export function transpose(graph: GraphBuilder, value: Value): Value {
  const perm = [...value.shape.keys()];
  perm.push(...perm.splice(-2, 1));
  return graph.apply('Transpose', [value], { perm });
}
