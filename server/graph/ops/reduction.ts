import { type Inputs, numbers, type OpFamily, replaceAxis, standard, tensor } from './rule.ts';

/** Over one axis, or over all where none is given; the reduced axis goes where `keepdims` is 0. */
export const REDUCTION = {
  /** The place of the largest; of the first, where several are. */
  ArgMax: standard({ axis: 'int', keepdims: 'int' }, (inputs, { axis, keepdims }) => [
    tensor('int64', replaceAxis(inputs.at(0).shape, axis, keepdims ? [1] : [])),
  ]),
  ReduceSum: standard({ keepdims: 'int' }, alongConstantAxis),
  ReduceMax: standard({ keepdims: 'int' }, alongConstantAxis),
} satisfies OpFamily;

/** Axes come as input 1, a constant of one element. */
function alongConstantAxis(inputs: Inputs, { keepdims }: { keepdims: number }) {
  const input = inputs.at(0);
  const [axis = 0] = numbers(inputs.at(1));
  return [tensor(input.element, replaceAxis(input.shape, axis, keepdims ? [1] : []))];
}
