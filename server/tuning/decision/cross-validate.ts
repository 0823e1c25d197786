import { setImmediate } from 'node:timers/promises';
import { answerability, DECISION, type DecisionModel, fitDecision } from '../../answering/index.ts';
import type { LabelledDecision } from './decision-rows.ts';

const FOLDS = 5;
/** Cross-validated gain in AUROC below which what a bot decides by stays. */
export const LEAST_GAIN = 0.005;
/** Fewer questions that can be answered say too little; measured: sixteen gained nothing. */
export const LEAST_ANSWERABLE = 40;

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
    const held = rows.filter((row) => foldOf.get(row.group) === fold);
    all.push(...scoreBy(held, model));
    await setImmediate();
  }
  return all;
}

export function scoreBy(rows: readonly LabelledDecision[], model: DecisionModel): ScoredDecision[] {
  return rows.map((row) => ({ ...row, score: answerability(row, model) }));
}
