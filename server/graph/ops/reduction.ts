import { type Inputs, numbers, type OpFamily, replaceAxis, standard, tensor } from './rule.ts';

/** Over the axes given; they go where `keepdims` is 0, and stay as size 1 otherwise. */
export const REDUCTION = {
  /** The place of the largest; of the first, where several are. */
  ArgMax: standard({ axis: 'int', keepdims: 'int' }, (inputs, { axis, keepdims }) => [
    tensor('int64', replaceAxis(inputs.at(0).shape, axis, keepdims ? [1] : [])),
  ]),
  ReduceSum: standard({ keepdims: 'int' }, alongConstantAxes),
  ReduceMean: standard({ keepdims: 'int' }, alongConstantAxes),
  ReduceMax: standard({ keepdims: 'int' }, alongConstantAxes),
} satisfies OpFamily;

/** Axes come as input 1, a constant. */
function alongConstantAxes(inputs: Inputs, { keepdims }: { keepdims: number }) {
  const { element, shape } = inputs.at(0);
  const axes = new Set(numbers(inputs.at(1)).map((axis) => (axis < 0 ? axis + shape.length : axis)));
  const left = shape.flatMap((size, axis) => (axes.has(axis) ? (keepdims ? [1] : []) : [size]));
  return [tensor(element, left)];
}
