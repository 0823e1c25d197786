import type { SearchResult } from '../knowledge/index.ts';
import { DECISION, type DecisionModel } from './decision-coefficients.ts';
import { FEATURES, type Features, matchFeatures } from './features.ts';
import type { RankedSentence } from './rank-sentences.ts';
import { unknownModel } from './unknown-model.ts';

export type Decision = {
  outcome: 'answer' | 'refuse';
  /** Probability, as fitted, that the passages hold an answer. */
  score: number;
  threshold: number;
  reason: string;
};

export type DecisionInput = {
  found: Pick<SearchResult, 'searched' | 'hits'>;
  ranked: readonly RankedSentence[];
  /** Likeness to what people ask anyone. */
  everyday: number;
  threshold: number;
  /** The shipped coefficients when absent. */
  model?: DecisionModel | undefined;
};

/** Whether to answer at all. Code and data decide; the model is not asked. */
export function decide({ found, ranked, everyday, threshold, model }: DecisionInput): Decision {
  if (found.hits.length === 0 || ranked.length === 0)
    return { outcome: 'refuse', score: 0, threshold, reason: 'nothing was found' };
  const stranger = unknownModel(found.searched, found.hits);
  if (stranger !== undefined)
    return { outcome: 'refuse', score: 0, threshold, reason: `nothing found speaks of “${stranger}”` };
  const features = matchFeatures(found, ranked, everyday);
  const score = answerability(features, model);
  const outcome = score >= threshold ? 'answer' : 'refuse';
  return { outcome, score, threshold, reason: explain(features, outcome) };
}

/** Logistic score over the standardised features. */
export function answerability(features: Features, model: DecisionModel = DECISION): number {
  let sum = model.intercept;
  for (const name of FEATURES) {
    const { weight, mean, deviation } = model.features[name];
    sum += weight * ((features[name] - mean) / deviation);
  }
  return 1 / (1 + Math.exp(-sum));
}

function explain(features: Features, outcome: Decision['outcome']): string {
  const cosine = features.topCosine.toFixed(2);
  const words = Math.round(features.wordShareBest * 100);
  const match = `closest passage ${cosine}, ${words} % of the question's words found`;
  return outcome === 'answer' ? `good match: ${match}` : `weak match: ${match}`;
}
