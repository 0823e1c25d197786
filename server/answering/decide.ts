import type { SearchResult } from '../knowledge/index.ts';
import { DECISION } from './decision-coefficients.ts';
import { FEATURES, type Features, matchFeatures } from './features.ts';
import type { RankedSentence } from './rank-sentences.ts';

export type Decision = {
  outcome: 'answer' | 'refuse';
  /** Probability, as fitted, that the passages hold an answer. */
  score: number;
  threshold: number;
  reason: string;
};

/** Whether to answer at all. Code and data decide; the model is not asked. */
export function decide(
  { searched, hits }: SearchResult,
  ranked: readonly RankedSentence[],
  threshold: number,
): Decision {
  if (hits.length === 0 || ranked.length === 0)
    return { outcome: 'refuse', score: 0, threshold, reason: 'nothing was found' };
  const features = matchFeatures(searched, hits, ranked);
  const score = answerability(features);
  const outcome = score >= threshold ? 'answer' : 'refuse';
  return { outcome, score, threshold, reason: explain(features, outcome) };
}

/** Logistic score over the standardised features. */
export function answerability(features: Features): number {
  let sum = DECISION.intercept;
  for (const name of FEATURES) {
    const { weight, mean, deviation } = DECISION.features[name];
    sum += weight * ((features[name] - mean) / deviation);
  }
  return 1 / (1 + Math.exp(-sum));
}

function explain(features: Features, outcome: Decision['outcome']): string {
  const cosine = features.topCosine.toFixed(2);
  const words = Math.round(features.coverageAll * 100);
  const match = `closest passage ${cosine}, ${words} % of the question's words found`;
  return outcome === 'answer' ? `good match: ${match}` : `weak match: ${match}`;
}
