import { invariant } from '../../base/index.ts';
import { demand, type OpFamily, standard, tensor } from './rule.ts';

/** Number of steps a `Loop` took, as the first size of what it collected. */
export const STEPS = 'steps';

export const CONTROL = {
  /**
   * Runs `body` at most input 0 times, while its first output holds. Inputs after the condition are carried: given to
   * the body after (step, condition) and replaced by its outputs 1..; the outputs after those are collected, one row a step.
   * Outputs: the carried values as they end, then what was collected.
   */
  Loop: standard({ body: 'graph' }, (inputs, { body }) => {
    demand(inputs.at(0), 'int64', 0);
    const carried = inputs.count - 2;
    invariant(body.inputs.length === carried + 2, 'the body takes (step, condition, carried...)');
    for (let index = 0; index < carried; index++) {
      const [given, taken, returned] = [
        inputs.at(index + 2),
        body.inputs[index + 2],
        body.outputs[index + 1],
      ];
      invariant(taken && returned, `the body carries value ${index}`);
      invariant(
        given.element === taken.element && given.element === returned.value.element,
        `${given.name} changes its element type inside the loop`,
      );
    }
    return body.outputs
      .slice(1)
      .map(({ value }, index) =>
        tensor(value.element, index < carried ? value.shape : [STEPS, ...value.shape]),
      );
  }),
} satisfies OpFamily;
