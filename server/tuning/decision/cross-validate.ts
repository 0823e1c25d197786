import { setImmediate } from 'node:timers/promises';
import { answerability, DECISION, type DecisionModel, fitDecision } from '../../answering/index.ts';
import type { LabelledDecision } from './decision-rows.ts';

const FOLDS = 5;

export type ScoredDecision = LabelledDecision & { score: number };

/** Each row's score by coefficients fitted on the other documents' rows, pulled towards the shipped ones; pauses between folds. */
export async function crossValidate(rows: readonly LabelledDecision[]): Promise<ScoredDecision[]> {
  const groups = [...new Set(rows.map((row) => row.group))];
  const foldOf = new Map(groups.map((group, index) => [group, index % FOLDS]));
  const all: ScoredDecision[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const model = fitDecision(
      rows.filter((row) => foldOf.get(row.group) !== fold),
      DECISION,
    );
    all.push(...scoreBy(model)(rows.filter((row) => foldOf.get(row.group) === fold)));
    await setImmediate();
  }
  return all;
}

export function scoreBy(model: DecisionModel) {
  return (rows: readonly LabelledDecision[]): ScoredDecision[] =>
    rows.map((row) => ({ ...row, score: answerability(row.features, model) }));
}
