import { invariant } from '../../base/index.ts';
import { countTargets, type TrainingRow, type TrainingSession } from '../../models/index.ts';
import { microBatches } from '../optimise/plan.ts';
import { type PreferenceLoss, preferenceLoss } from '../preference/loss.ts';
import type { Objective } from './types.ts';

/** An example as token ids: one row, or the preferred one and the rejected one. */
export type EncodedExample = { id: string; rows: readonly TrainingRow[] };

export type LearningSession = Pick<TrainingSession, 'tensors' | 'learn' | 'judge'>;

/** Called between two runs of the graph; throws to stop. */
export type Pause = () => Promise<void>;

/** What is to become small. Losses are means: by token where answers are learned, by pair where a preference is. */
export type Learner = {
  /** The loss of the examples; `gradient`, which is zero before, becomes its gradient. */
  learn(examples: readonly EncodedExample[], adapter: Float32Array, gradient: Float32Array): Promise<Learned>;
  /** The loss alone. */
  judge(examples: readonly EncodedExample[], adapter: Float32Array): Promise<Learned>;
};

/** `margin` of preferences: how much more than the reference the better answer is preferred, in nats, mean by pair. */
export type Learned = { loss: number; margin: number | null };

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
      return { loss, margin: null };
    },
    async judge(examples, adapter) {
      const rows = examples.flatMap((example) => example.rows);
      const losses = await judgeRows(session, rows, adapter, options);
      const loss = losses.reduce((sum, one) => sum + one, 0) / countTargets(rows);
      return { loss, margin: null };
    },
  };
}

/** `preferenceLoss` of every pair, as a mean over the pairs; the supervised part as a mean by token over all of them. */
function preference(
  session: LearningSession,
  { beta, supervisedShare }: Extract<Objective, { kind: 'preference' }>,
  options: LearnerOptions,
): Learner {
  const references = new Map<string, PairLosses>();

  async function losses(
    examples: readonly EncodedExample[],
    adapter: Float32Array,
  ): Promise<PreferenceLoss[]> {
    const unknown = examples.filter(({ id }) => !references.has(id));
    const known = await pairLosses(session, unknown, options.reference, options);
    for (const [index, { id }] of unknown.entries()) references.set(id, known[index] ?? [0, 0]);
    const chosenTokens = countTargets(examples.map((example) => pairOf(example)[0])) / examples.length;
    const policies = await pairLosses(session, examples, adapter, options);
    return examples.map(({ id }, index) => {
      const [chosen, rejected] = policies[index] ?? [0, 0];
      const [chosenBefore, rejectedBefore] = references.get(id) ?? [0, 0];
      return preferenceLoss(
        {
          chosen: { policy: -chosen, reference: -chosenBefore },
          rejected: { policy: -rejected, reference: -rejectedBefore },
          chosenTokens,
        },
        { beta, supervisedShare },
      );
    });
  }

  return {
    async learn(examples, adapter, gradient) {
      const found = await losses(examples, adapter);
      const rows = examples.flatMap((example, index) => {
        const [preferred, rejected] = pairOf(example);
        const { chosen: pull, rejected: push } = found[index]?.weights ?? { chosen: 0, rejected: 0 };
        return [weighted(preferred, pull / examples.length), weighted(rejected, push / examples.length)];
      });
      for (const group of groupsOf(rows, options)) {
        await options.pause();
        await session.learn(group, adapter, gradient);
      }
      return meanOf(found);
    },
    judge: async (examples, adapter) => meanOf(await losses(examples, adapter)),
  };
}

/** Cross entropy of both answers, each summed over its targets. */
type PairLosses = [chosen: number, rejected: number];

async function pairLosses(
  session: LearningSession,
  examples: readonly EncodedExample[],
  adapter: Float32Array,
  options: LearnerOptions,
): Promise<PairLosses[]> {
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

function meanOf(found: readonly PreferenceLoss[]): Learned {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return { loss: mean(found.map(({ loss }) => loss)), margin: mean(found.map(({ margin }) => margin)) };
}
