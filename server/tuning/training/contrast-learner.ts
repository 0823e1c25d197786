import { invariant } from '../../base/index.ts';
import type { TrainingRow } from '../../models/index.ts';
import { type Contrast, type ContrastLoss, contrastLoss } from './contrast-loss.ts';
import type { EncodedExample, Learned, Learner, LearnerOptions, LearningSession } from './learner.ts';
import { judgeTargets, learnRows } from './row-losses.ts';
import type { Objective } from './types.ts';

/**
 * `contrastLoss` over all questions and lines of the examples together. Every text is embedded without gradients first; then the
 * loss's gradient for its vector is what the text is learned with (gradient caching, Gao et al. 2021), so that a run of the graph
 * need not hold the whole step.
 */
export function contrastLearner(
  session: LearningSession,
  { scale }: Extract<Objective, { kind: 'contrast' }>,
  options: LearnerOptions,
): Learner {
  async function lossOf(
    rows: readonly TrainingRow[],
    examples: readonly EncodedExample[],
    trained: Float32Array,
  ) {
    const vectors = await judgeTargets(session, rows, trained, options);
    return contrastLoss(vectors, contrastsOf(examples), scale);
  }

  return {
    async learn(examples, trained, gradient) {
      const rows = examples.flatMap((example) => example.rows);
      const found = await lossOf(rows, examples, trained);
      const weighted = rows.map((row, at) => withWeights(row, found.gradients[at]));
      await learnRows(session, weighted, { trained, gradient }, options);
      return learned(found);
    },
    async judge(examples, trained) {
      const rows = examples.flatMap((example) => example.rows);
      return learned(await lossOf(rows, examples, trained));
    },
  };
}

function learned({ loss, margin }: ContrastLoss): Learned {
  return { loss, margin };
}

function withWeights(row: TrainingRow, weights: Float32Array | undefined): TrainingRow {
  invariant(weights, 'Each text has the gradient of its vector.');
  return { ...row, weights };
}

/**
 * Places in the rows of all examples end to end. A line that reads as the right one does is no wrong one, whoever brought it: two
 * questions of a step may have one answer.
 */
function contrastsOf(examples: readonly EncodedExample[]): Contrast[] {
  let end = 0;
  const placed = examples.map(({ id, rows: [question, ...lines] }) => {
    invariant(question && lines.length > 0, `The example ${id} is no question with its line.`);
    const start = end;
    end += 1 + lines.length;
    const texts = lines.map(({ ids }, index) => ({ place: start + 1 + index, key: ids.join() }));
    return { question: start, texts };
  });
  const lines = placed.flatMap(({ texts }) => texts);
  return placed.map(({ question, texts: [right] }) => {
    invariant(right, 'A question has its line.');
    const wrong = lines.filter(({ key }) => key !== right.key).map(({ place }) => place);
    return { question, right: right.place, wrong };
  });
}
