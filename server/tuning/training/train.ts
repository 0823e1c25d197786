import { AppError, invariant } from '../../base/index.ts';
import type { TrainingRow } from '../../models/index.ts';
import { adamWStep, createMoments } from '../optimise/adam-w.ts';
import { afterEvaluation, NOTHING_EVALUATED, shouldStop } from '../optimise/early-stopping.ts';
import { clipNorm } from '../optimise/gradient.ts';
import { evaluationSteps, planSteps } from '../optimise/plan.ts';
import { createRandom } from '../optimise/random.ts';
import { learningRateAt } from '../optimise/schedule.ts';
import { startOf } from '../optimise/start-adapter.ts';
import {
  decodeCheckpoint,
  decodeTrained,
  encodeCheckpoint,
  encodeTrained,
  type TrainingState,
} from './checkpoint.ts';
import type { EncodedExample, LearningSession, Pause } from './learner.ts';
import { createLearner } from './objective.ts';
import { createPace } from './pace.ts';
import type { Checkpoint, Forgetting, Recipe, TrainingEvent } from './types.ts';

export type TrainInput = {
  session: LearningSession;
  train: readonly EncodedExample[];
  heldOut: readonly EncodedExample[];
  replay: readonly EncodedExample[];
  recipe: Recipe;
  tokensPerRun: number;
  /** Of model, recipe and examples: a checkpoint of other ones is refused. */
  digest: string;
  checkpointEveryMs: number;
  /** Left out means true. */
  keepsCheckpoints?: boolean;
  resume?: Checkpoint | undefined;
  start?: Uint8Array | undefined;
};

/**
 * Trains the tensors of a session: steps, evaluations, checkpoints. What `pause` throws stops it after one last checkpoint,
 * which holds the last whole step, so that going on gives the very values that an unbroken run would have given.
 */
export async function train(
  input: TrainInput,
  emit: (event: TrainingEvent) => void,
  pause: Pause,
): Promise<void> {
  const { session, recipe } = input;
  const state = startState(input);
  const reference = input.start ? decodeTrained(session.tensors, input.start) : fresh(input);
  const learner = createLearner(session, recipe.objective ?? { kind: 'supervised' }, {
    reference,
    tokensPerRun: input.tokensPerRun,
    pause,
  });
  const plan = planSteps({ rows: input.train.length, ...recipe });
  const evaluations = evaluationSteps({ rows: input.train.length, ...recipe }, recipe.evaluationsPerEpoch);
  const pace = createPace(
    plan.slice(state.step).map((rows) => tokensOf(pick(input.train, rows))),
    {
      tokens: tokensOf(input.heldOut),
      times: [...evaluations].filter((step) => step > state.judgedStep).length,
    },
  );
  const schedule = {
    steps: plan.length,
    warmUpSteps: Math.round(recipe.warmUpShare * plan.length),
    learningRate: recipe.learningRate,
  };
  const gradient = new Float32Array(state.trained.length);
  const checkpoint = () => {
    if (input.keepsCheckpoints === false) return;
    emit({ type: 'checkpoint', checkpoint: encodeCheckpoint(session.tensors, state, input.digest) });
  };
  let savedAt = performance.now();

  try {
    if (isUnjudged()) await evaluate();
    while (state.step < plan.length && !shouldStop(state.stopping, recipe.patience)) {
      gradient.fill(0);
      const examples = pick(input.train, plan[state.step] ?? []);
      const begin = performance.now();
      const { loss, margin } = await learner.learn(examples, state.trained, gradient);
      const norm = clipNorm(gradient, recipe.clipNorm);
      requireFinite(loss + norm, state.step + 1);
      const learningRate = learningRateAt(state.step, schedule);
      state.step += 1;
      const { weightDecay } = recipe;
      adamWStep(state.trained, gradient, state.moments, { learningRate, weightDecay, step: state.step });
      pace.learned(tokensOf(examples), performance.now() - begin);
      const common = { step: state.step, steps: plan.length, loss, margin, learningRate, gradientNorm: norm };
      emit({ type: 'step', ...common, ...pace.now() });

      if (isUnjudged()) await evaluate();
      if (evaluations.has(state.step) || performance.now() - savedAt > input.checkpointEveryMs) {
        checkpoint();
        savedAt = performance.now();
      }
    }
  } catch (thrown) {
    checkpoint();
    throw thrown;
  }
  const { trained, ...taken } = outcome();
  const forgetting = await measureForgetting(input, trained, pause);
  emit({ type: 'finished', ...taken, adapter: encodeTrained(session.tensors, trained), ...forgetting });

  function isUnjudged(): boolean {
    return evaluations.has(state.step) && state.judgedStep < state.step && input.heldOut.length > 0;
  }

  async function evaluate(): Promise<void> {
    const begin = performance.now();
    const { loss, margin } = await learner.judge(input.heldOut, state.trained);
    pace.judged(performance.now() - begin);
    requireFinite(loss, state.step);
    state.stopping = afterEvaluation(state.stopping, state.step, loss);
    state.judgedStep = state.step;
    const best = state.stopping.bestStep === state.step;
    if (best) state.best.set(state.trained);
    emit({ type: 'heldOut', step: state.step, loss, margin, best });
  }

  function outcome() {
    const { bestLoss, bestStep } = state.stopping;
    const hasBest = bestLoss !== null;
    return {
      reason: state.step < plan.length ? ('early-stop' as const) : ('done' as const),
      step: hasBest ? bestStep : state.step,
      trained: hasBest ? state.best : state.trained,
      heldOutLoss: bestLoss ?? Number.NaN,
    };
  }
}

/** Past this every trained value would be none, and a version of it could not even be stored. */
function requireFinite(figure: number, step: number): void {
  if (Number.isFinite(figure)) return;
  throw new AppError(
    'bad_request',
    `Training went astray in step ${step}: its loss is no longer a number. Start another run with a lower learning rate.`,
  );
}

/** What training begins with stands for the untuned model: a fresh adapter changes nothing. */
async function measureForgetting(
  input: TrainInput,
  trained: Float32Array,
  pause: Pause,
): Promise<{ forgetting?: Forgetting }> {
  const { session, replay, tokensPerRun } = input;
  if (replay.length === 0) return {};
  const untuned = fresh(input);
  const learner = createLearner(session, { kind: 'supervised' }, { reference: untuned, tokensPerRun, pause });
  const { loss: before } = await learner.judge(replay, untuned);
  const { loss: after } = await learner.judge(replay, trained);
  return { forgetting: { rows: replay.length, before, after } };
}

function startState({ session, recipe, resume, start, digest }: TrainInput): TrainingState {
  if (resume) return decodeCheckpoint(session.tensors, resume, digest);
  const trained = start ? decodeTrained(session.tensors, start) : fresh({ session, recipe });
  const moments = createMoments(trained.length);
  const nothing = { step: 0, judgedStep: 0, stopping: NOTHING_EVALUATED };
  return { ...nothing, trained, moments, best: trained.slice() };
}

function fresh({ session, recipe }: Pick<TrainInput, 'session' | 'recipe'>): Float32Array {
  return startOf(session, createRandom(recipe.seed));
}

function pick(examples: readonly EncodedExample[], rows: readonly number[]): EncodedExample[] {
  return rows.map((row) => {
    const example = examples[row];
    invariant(example, 'The plan names rows that there are.');
    return example;
  });
}

export function tokensOf(examples: readonly EncodedExample[]): number {
  const lengthOf = (sum: number, row: TrainingRow) => sum + row.ids.length;
  return examples.reduce((sum, { rows }) => rows.reduce(lengthOf, sum), 0);
}
