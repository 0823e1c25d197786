import { invariant } from '../../base/index.ts';
import { countTargets, type TrainingRow } from '../../models/index.ts';
import { type PreferenceLoss, preferenceLoss } from '../preference/loss.ts';
import type { EncodedExample, Learned, Learner, LearnerOptions, LearningSession } from './learner.ts';
import { judgeRows, learnRows, weighted } from './row-losses.ts';
import type { Objective } from './types.ts';

/** `preferenceLoss` of every pair, as a mean over the pairs; the supervised part as a mean by token over all of them. */
export function preferenceLearner(
  session: LearningSession,
  { beta, supervisedShare }: Extract<Objective, { kind: 'preference' }>,
  options: LearnerOptions,
): Learner {
  const references = new Map<string, PairLosses>();

  async function losses(
    examples: readonly EncodedExample[],
    trained: Float32Array,
  ): Promise<PreferenceLoss[]> {
    const unknown = examples.filter(({ id }) => !references.has(id));
    const known = await pairLosses(session, unknown, options.reference, options);
    for (const [index, { id }] of unknown.entries()) references.set(id, known[index] ?? [0, 0]);
    const chosenTokens = countTargets(examples.map((example) => pairOf(example)[0])) / examples.length;
    const policies = await pairLosses(session, examples, trained, options);
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
    async learn(examples, trained, gradient) {
      const found = await losses(examples, trained);
      const rows = examples.flatMap((example, index) => {
        const [preferred, rejected] = pairOf(example);
        const { chosen: pull, rejected: push } = found[index]?.weights ?? { chosen: 0, rejected: 0 };
        return [weighted(preferred, pull / examples.length), weighted(rejected, push / examples.length)];
      });
      await learnRows(session, rows, { trained, gradient }, options);
      return meanOf(found);
    },
    judge: async (examples, trained) => meanOf(await losses(examples, trained)),
  };
}

/** Cross entropy of both answers, each summed over its targets. */
type PairLosses = [chosen: number, rejected: number];

async function pairLosses(
  session: LearningSession,
  examples: readonly EncodedExample[],
  trained: Float32Array,
  options: LearnerOptions,
): Promise<PairLosses[]> {
  const losses = await judgeRows(session, examples.flatMap(pairOf), trained, options);
  return examples.map((_, index) => [losses[2 * index] ?? 0, losses[2 * index + 1] ?? 0]);
}

function pairOf({ id, rows }: EncodedExample): [preferred: TrainingRow, rejected: TrainingRow] {
  const [preferred, rejected] = rows;
  invariant(preferred && rejected, `The example ${id} is no pair.`);
  return [preferred, rejected];
}

function meanOf(found: readonly PreferenceLoss[]): Learned {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return { loss: mean(found.map(({ loss }) => loss)), margin: mean(found.map(({ margin }) => margin)) };
}
