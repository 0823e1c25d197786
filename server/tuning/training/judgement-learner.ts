import { invariant } from '../../base/index.ts';
import type { TrainingRow } from '../../models/index.ts';
import { judgementBalance, judgementLoss } from '../preference/loss.ts';
import type { EncodedExample, Learned, Learner, LearnerOptions, LearningSession } from './learner.ts';
import { judgeRows, learnRows, weighted } from './row-losses.ts';
import type { Objective } from './types.ts';

/** Of an example: its own answer, and the answer to another question after its own prompt. */
type Ratios = { own: number; stranger: number };
type Judged = { loss: number; weight: number; ratio: number; isLiked: boolean };

/**
 * `judgementLoss` of every answer, as a mean. How far the model has left its reference is estimated on the same batch, by answers
 * that belong to other questions, as the paper does. What the reference says of a row is computed once.
 */
export function judgementLearner(
  session: LearningSession,
  { beta, counts }: Extract<Objective, { kind: 'judgement' }>,
  options: LearnerOptions,
): Learner {
  const balance = judgementBalance(counts);
  const references = new Map<string, Ratios>();

  /** Each example by itself, so that what it gives does not depend on which others are read with it. */
  async function referenceOf(example: EncodedExample): Promise<Ratios> {
    const known = references.get(example.id);
    if (known) return known;
    const [own = 0, stranger = 0] = await judgeRows(session, rowsOf(example), options.reference, options);
    references.set(example.id, { own, stranger });
    return { own, stranger };
  }

  /** Log-probabilities less those of the reference, each of a whole answer. */
  async function ratiosOf(examples: readonly EncodedExample[], trained: Float32Array): Promise<Ratios[]> {
    const before: Ratios[] = [];
    for (const example of examples) before.push(await referenceOf(example));
    const losses = await judgeRows(session, examples.flatMap(rowsOf), trained, options);
    return before.map(({ own, stranger }, at) => ({
      own: own - (losses[2 * at] ?? 0),
      stranger: stranger - (losses[2 * at + 1] ?? 0),
    }));
  }

  async function judgeAll(examples: readonly EncodedExample[], trained: Float32Array): Promise<Judged[]> {
    const ratios = await ratiosOf(examples, trained);
    const drift = meanOf(ratios.map(({ stranger }) => stranger));
    return ratios.map(({ own }, at) => {
      const isLiked = examples[at]?.liked === true;
      const answer = { policy: own, reference: 0, liked: isLiked };
      return { ...judgementLoss(answer, { beta, drift, balance }), ratio: own, isLiked };
    });
  }

  return {
    async learn(examples, trained, gradient) {
      const judged = await judgeAll(examples, trained);
      const rows = examples.map((example, at) =>
        weighted(rowsOf(example)[0], (judged[at]?.weight ?? 0) / examples.length),
      );
      await learnRows(session, rows, { trained, gradient }, options);
      return learnedOf(judged);
    },
    judge: async (examples, trained) => learnedOf(await judgeAll(examples, trained)),
  };
}

function rowsOf({ id, rows }: EncodedExample): [own: TrainingRow, stranger: TrainingRow] {
  const [own, stranger] = rows;
  invariant(own && stranger, `The example ${id} has no answer of another question beside it.`);
  return [own, stranger];
}

/** The margin: by how much more than the disliked answers the liked ones have become likelier. */
function learnedOf(judged: readonly Judged[]): Learned {
  const ratios = (isLiked: boolean) =>
    judged.filter((one) => one.isLiked === isLiked).map(({ ratio }) => ratio);
  return {
    loss: meanOf(judged.map(({ loss }) => loss)),
    margin: meanOf(ratios(true)) - meanOf(ratios(false)),
  };
}

/** 0 where there are none. */
function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
