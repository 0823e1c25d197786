import type { SearchResult } from '../knowledge/index.ts';
import type { WeighedToken } from '../models/index.ts';
import { DECISION, type DecisionModels } from './decision-coefficients.ts';
import { FEATURES, type Features, matchFeatures } from './features.ts';
import type { RankedSentence } from './rank-sentences.ts';
import { type ReadFeature, readFeatures } from './read-features.ts';
import { unknownModel } from './unknown-model.ts';

export type Decision = {
  outcome: 'answer' | 'refuse';
  /** Probability, as fitted, that the passages hold an answer. */
  score: number;
  threshold: number;
  reason: string;
  /** What a language model made of the question, where one has read it. */
  read?: Record<ReadFeature, number>;
};

export type DecisionInput = {
  found: Pick<SearchResult, 'searched' | 'hits'>;
  ranked: readonly RankedSentence[];
  /** Likeness to what people ask anyone. */
  everyday: number;
  threshold: number;
  /** The question's tokens as a language model finds them with the pages; absent where none has read it. */
  weighed?: readonly WeighedToken[] | undefined;
  /** The shipped coefficients when absent. */
  models?: DecisionModels | undefined;
};

/** A model's reading never makes up for a match this far below the threshold: it is not asked. */
const HOPELESS_SHARE = 0.5;

/**
 * Whether to answer at all. Code and data decide: what a model says is not asked, only how likely it finds the question once it
 * has read the pages.
 */
export function decide(input: DecisionInput): Decision {
  const { found, ranked, everyday, threshold, weighed = [], models } = input;
  if (found.hits.length === 0 || ranked.length === 0)
    return { outcome: 'refuse', score: 0, threshold, reason: 'nothing was found' };
  const stranger = unknownModel(found.searched, found.hits);
  if (stranger !== undefined)
    return { outcome: 'refuse', score: 0, threshold, reason: `nothing found speaks of “${stranger}”` };
  const read = weighed.length === 0 ? undefined : readFeatures(weighed);
  const features = { ...matchFeatures(found, ranked, everyday), ...read };
  const score = answerability(features, models);
  const outcome = score >= threshold ? 'answer' : 'refuse';
  const reason = explain(features, outcome);
  return { outcome, score, threshold, reason, ...(read === undefined ? {} : { read }) };
}

/** The refusal of a question that no model needs to read; undefined where one is to be asked. */
export function declineUnread(input: Omit<DecisionInput, 'weighed'>): Decision | undefined {
  const decision = decide(input);
  const isHopeless = decision.score < input.threshold * HOPELESS_SHARE;
  return decision.outcome === 'refuse' && isHopeless ? decision : undefined;
}

/** Logistic score over the standardised features: with the model's reading where there is one. */
export function answerability(features: Features, models: DecisionModels = DECISION): number {
  const model = features.readGain === undefined ? models.found : models.read;
  let sum = model.intercept;
  for (const name of FEATURES) {
    const coefficient = model.features[name];
    if (coefficient === undefined) continue;
    const { weight, mean, deviation } = coefficient;
    sum += weight * (((features[name] ?? mean) - mean) / deviation);
  }
  return 1 / (1 + Math.exp(-sum));
}

function explain(features: Features, outcome: Decision['outcome']): string {
  const cosine = features.topCosine.toFixed(2);
  const words = Math.round(features.wordShareBest * 100);
  const match = `closest passage ${cosine}, ${words} % of the question's words found`;
  return outcome === 'answer' ? `good match: ${match}` : `weak match: ${match}`;
}
