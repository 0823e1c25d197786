/** What is known of the evaluations so far; plain data, so that a checkpoint can hold it. */
export type StoppingState = { bestLoss: number | null; bestStep: number; withoutGain: number };

export const NOTHING_EVALUATED: StoppingState = { bestLoss: null, bestStep: 0, withoutGain: 0 };

/** Takes in one evaluation's held-out loss. A loss that is not a number is never the best. */
export function afterEvaluation(state: StoppingState, step: number, loss: number): StoppingState {
  const isBest = loss < (state.bestLoss ?? Number.POSITIVE_INFINITY);
  return isBest
    ? { bestLoss: loss, bestStep: step, withoutGain: 0 }
    : { ...state, withoutGain: state.withoutGain + 1 };
}

export function shouldStop({ withoutGain }: StoppingState, patience: number): boolean {
  return withoutGain >= patience;
}
