import { invariant } from '../../base/index.ts';
import type { TrainingRow, TrainingSession } from '../../models/index.ts';
import { microBatches } from '../optimise/plan.ts';
import type { Objective } from './types.ts';

/** An example as token ids: one row, or the preferred one and the rejected one. */
export type EncodedExample = { id: string; rows: readonly TrainingRow[] };

export type LearningSession = Pick<TrainingSession, 'tensors' | 'learn' | 'judge'>;

/** Called between two runs of the graph; throws to stop. */
export type Pause = () => Promise<void>;

/** What is to become small. Losses are means: by token where answers are learned, by pair where a preference is. */
export type Learner = {
  /** The loss of the examples; `gradient`, which is zero before, becomes its gradient. */
  learn(examples: readonly EncodedExample[], adapter: Float32Array, gradient: Float32Array): Promise<number>;
  /** The loss alone. */
  judge(examples: readonly EncodedExample[], adapter: Float32Array): Promise<number>;
};

export type LearnerOptions = {
  /** What a preference is measured against. */
  reference: Float32Array;
  /** Tokens that run together, padding included: bounds the memory of a run. */
  tokensPerRun: number;
  pause: Pause;
};

export function createLearner(
  session: LearningSession,
  objective: Objective,
  options: LearnerOptions,
): Learner {
  return objective.kind === 'supervised'
    ? supervised(session, options)
    : preference(session, objective, options);
}

/** Cross entropy, mean by token over all examples together, however they are cut into runs. */
function supervised(session: LearningSession, options: LearnerOptions): Learner {
  return {
    async learn(examples, adapter, gradient) {
      const rows = examples.flatMap((example) => example.rows);
      const share = 1 / countTargets(rows);
      let loss = 0;
      for (const group of groupsOf(rows, options)) {
        await options.pause();
        loss += await session.learn(
          group.map((row) => weighted(row, share)),
          adapter,
          gradient,
        );
      }
      return loss;
    },
    async judge(examples, adapter) {
      const rows = examples.flatMap((example) => example.rows);
      const losses = await judgeRows(session, rows, adapter, options);
      return losses.reduce((sum, loss) => sum + loss, 0) / countTargets(rows);
    },
  };
}

/**
 * Direct preference optimisation: with `Δ` the log-probability of the preferred answer less that of the rejected one,
 * each less the reference's, `loss = -log σ(β Δ)`; its gradient is that of a weighted cross entropy, with the weight
 * `β σ(-β Δ)` on the preferred answer's tokens and its negative on the rejected one's.
 * Source: Rafailov et al., "Direct Preference Optimization", equation 7.
 */
function preference(
  session: LearningSession,
  { beta, supervisedShare }: Extract<Objective, { kind: 'preference' }>,
  options: LearnerOptions,
): Learner {
  const references = new Map<string, number>();

  async function margins(examples: readonly EncodedExample[], adapter: Float32Array): Promise<Margin[]> {
    const unknown = examples.filter(({ id }) => !references.has(id));
    const known = await pairLosses(session, unknown, options.reference, options);
    for (const [index, { id }] of unknown.entries()) {
      const [preferred, rejected] = known[index] ?? [0, 0];
      references.set(id, rejected - preferred);
    }
    const losses = await pairLosses(session, examples, adapter, options);
    return losses.map(([preferred, rejected], index) => {
      const delta = rejected - preferred - (references.get(examples[index]?.id ?? '') ?? 0);
      return { pull: beta * sigmoid(-beta * delta), loss: softPlus(-beta * delta), preferred };
    });
  }

  function lossOf(examples: readonly EncodedExample[], found: readonly Margin[]): number {
    const preferredTargets = countTargets(examples.map((example) => pairOf(example)[0]));
    const byPair = sumOf(found.map(({ loss }) => loss)) / examples.length;
    const byToken = sumOf(found.map((margin) => margin.preferred)) / preferredTargets;
    return (1 - supervisedShare) * byPair + supervisedShare * byToken;
  }

  return {
    async learn(examples, adapter, gradient) {
      const found = await margins(examples, adapter);
      const preferredTargets = countTargets(examples.map((example) => pairOf(example)[0]));
      const rows = examples.flatMap((example, index) => {
        const [preferred, rejected] = pairOf(example);
        const pull = ((1 - supervisedShare) * (found[index]?.pull ?? 0)) / examples.length;
        return [weighted(preferred, pull + supervisedShare / preferredTargets), weighted(rejected, -pull)];
      });
      for (const group of groupsOf(rows, options)) {
        await options.pause();
        await session.learn(group, adapter, gradient);
      }
      return lossOf(examples, found);
    },
    judge: async (examples, adapter) => lossOf(examples, await margins(examples, adapter)),
  };
}

/** `pull`: the loss's slope along Δ, negated; `preferred`: the preferred answer's cross entropy, summed. */
type Margin = { pull: number; loss: number; preferred: number };

async function pairLosses(
  session: LearningSession,
  examples: readonly EncodedExample[],
  adapter: Float32Array,
  options: LearnerOptions,
): Promise<[preferred: number, rejected: number][]> {
  const losses = await judgeRows(session, examples.flatMap(pairOf), adapter, options);
  return examples.map((_, index) => [losses[2 * index] ?? 0, losses[2 * index + 1] ?? 0]);
}

function pairOf({ id, rows }: EncodedExample): [preferred: TrainingRow, rejected: TrainingRow] {
  const [preferred, rejected] = rows;
  invariant(preferred && rejected, `The example ${id} is no pair.`);
  return [preferred, rejected];
}

/** Cross entropy of each row, summed over its targets. */
async function judgeRows(
  session: LearningSession,
  rows: readonly TrainingRow[],
  adapter: Float32Array,
  options: LearnerOptions,
): Promise<number[]> {
  const result = new Array<number>(rows.length).fill(0);
  for (const group of placesOf(rows, options)) {
    await options.pause();
    const losses = await session.judge(
      group.map((place) => rowAt(rows, place)),
      adapter,
    );
    let at = 0;
    for (const place of group) {
      const end = at + countTargets([rowAt(rows, place)]);
      result[place] = losses.subarray(at, end).reduce((sum, loss) => sum + loss, 0);
      at = end;
    }
  }
  return result;
}

function groupsOf(rows: readonly TrainingRow[], options: LearnerOptions): TrainingRow[][] {
  return placesOf(rows, options).map((group) => group.map((place) => rowAt(rows, place)));
}

function placesOf(rows: readonly TrainingRow[], { tokensPerRun }: LearnerOptions): number[][] {
  return microBatches(
    rows.map(({ ids }) => ids.length),
    tokensPerRun,
  );
}

function rowAt(rows: readonly TrainingRow[], place: number): TrainingRow {
  const row = rows[place];
  invariant(row, 'A group holds places of its list.');
  return row;
}

function weighted(row: TrainingRow, weight: number): TrainingRow {
  return { ...row, weights: new Float32Array(row.ids.length - row.answerStart).fill(weight) };
}

export function countTargets(rows: readonly TrainingRow[]): number {
  return rows.reduce((sum, { ids, answerStart }) => sum + ids.length - answerStart, 0);
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** `log(1 + eˣ)`, exact for large x too. */
function softPlus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
