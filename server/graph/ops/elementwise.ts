import { invariant } from '../../base/index.ts';
import type { TensorType } from '../ir.ts';
import { broadcast, demand, type Inputs, microsoft, type OpFamily, standard, tensor } from './rule.ts';

/** Element by element, broadcasting as NumPy does. */
export const ELEMENTWISE = {
  Add: standard({}, binary),
  Sub: standard({}, binary),
  Mul: standard({}, binary),
  Abs: standard({}, floating),
  Sqrt: standard({}, floating),
  Reciprocal: standard({}, floating),
  Exp: standard({}, floating),
  Sigmoid: standard({}, floating),
  /** `2 / sqrt(pi) * integral of exp(-t²) from 0 to x`. */
  Erf: standard({}, floating),
  Equal: standard({}, (inputs) => {
    const [result] = binary(inputs);
    return [tensor('bool', result.shape)];
  }),
  Not: standard({}, (inputs) => {
    demand(inputs.at(0), 'bool');
    return [tensor('bool', inputs.at(0).shape)];
  }),
  /** `x * sigmoid(alpha * x)`; SiLU at alpha 1. */
  QuickGelu: microsoft({ alpha: 'float' }, floating),
  /** `gelu(x + bias)`, bias over the last axis. */
  BiasGelu: microsoft({}, (inputs) => {
    demand(inputs.at(1), 'float32', 1);
    return floating(inputs);
  }),
} satisfies OpFamily;

function binary(inputs: Inputs): [TensorType] {
  const [a, b] = [inputs.at(0), inputs.at(1)];
  invariant(a.element === b.element, `${a.name} is ${a.element}, ${b.name} is ${b.element}`);
  return [tensor(a.element, broadcast(a.shape, b.shape))];
}

function floating(inputs: Inputs): [TensorType] {
  demand(inputs.at(0), 'float32');
  return [tensor('float32', inputs.at(0).shape)];
}
