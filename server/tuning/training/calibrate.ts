import { evaluationSteps, planSteps } from '../optimise/plan.ts';
import { createRandom } from '../optimise/random.ts';
import { startOf } from '../optimise/start-adapter.ts';
import type { EncodedExample, LearningSession, Pause } from './learner.ts';
import { createLearner } from './objective.ts';
import { wholeRun } from './pace.ts';
import { tokensOf } from './train.ts';
import type { Recipe, TrainingEstimate } from './types.ts';

export type CalibrateInput = {
  session: LearningSession;
  train: readonly EncodedExample[];
  heldOut: readonly EncodedExample[];
  recipe: Recipe;
  tokensPerRun: number;
  /** How long to measure. */
  measureMs: number;
  /** Peak resident size of this process so far. */
  peakMemory: () => number;
};

/**
 * Measures what training would take, by learning real rows and forgetting what was learned. The longest row comes first,
 * untimed: it sets the memory, and a first run is slower than those after it.
 */
export async function calibrate(
  input: CalibrateInput,
  pause: Pause,
): Promise<Omit<TrainingEstimate, 'skipped'>> {
  const { session, train, heldOut, recipe } = input;
  const trained = startOf(session, createRandom(recipe.seed));
  const gradient = new Float32Array(trained.length);
  const learner = createLearner(session, recipe.objective ?? { kind: 'supervised' }, {
    reference: trained,
    tokensPerRun: input.tokensPerRun,
    pause,
  });
  const order = planSteps({ rows: train.length, batchRows: 1, epochs: 1, seed: recipe.seed }).flat();
  const longest = [...train].sort((a, b) => tokensOf([b]) - tokensOf([a])).slice(0, 1);
  await learner.learn(longest, trained, gradient);

  const begin = performance.now();
  let tokens = 0;
  for (let at = 0; at === 0 || performance.now() - begin < input.measureMs; at++) {
    const examples = order
      .slice(at % order.length, (at % order.length) + 1)
      .flatMap((row) => train[row] ?? []);
    await learner.learn(examples, trained, gradient);
    tokens += tokensOf(examples);
  }
  const tokensPerSecond = (1000 * tokens) / (performance.now() - begin);
  const evaluations = evaluationSteps({ rows: train.length, ...recipe }, recipe.evaluationsPerEpoch).size;
  const work = { learned: tokensOf(train) * recipe.epochs, judged: tokensOf(heldOut) * evaluations };
  return { tokensPerSecond, ...wholeRun(work, tokensPerSecond), memoryBytes: input.peakMemory() };
}
