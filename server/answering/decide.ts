import type { Passport } from '../contract/index.ts';
import type { SearchResult } from '../knowledge/index.ts';
import { DECISION, type DecisionModel } from './decision-coefficients.ts';
import { FEATURES, type Features, matchFeatures } from './features.ts';
import type { RankedSentence } from './rank-sentences.ts';
import { readingPart } from './reading-part.ts';
import { unknownModel } from './unknown-model.ts';

export type Decision = {
  outcome: 'answer' | 'refuse';
  /** Probability, as fitted, that the passages hold an answer; the reading has its part in it. */
  score: number;
  threshold: number;
  reason: string;
  reading?: Reading | undefined;
};

/** What a cross-encoder says of the closest lines: the log-odds that they answer the question. */
type Reading = NonNullable<Passport['decision']['reading']>;

type Found = { found: Pick<SearchResult, 'searched' | 'hits'>; ranked: readonly RankedSentence[] };

export type DecisionInput = Found & {
  /** What `refusedUnread` says of it. */
  refusal: string | undefined;
  /** Likeness to what people ask anyone. */
  everyday: number;
  threshold: number;
  /** Absent where this machine has no cross-encoder. */
  reading?: Reading | undefined;
  /** The shipped coefficients when absent. */
  model?: DecisionModel | undefined;
};

/** Whether to answer at all. Code and data decide; the model is not asked. */
export function decide(input: DecisionInput): Decision {
  const { found, ranked, refusal, everyday, threshold, model, reading } = input;
  if (refusal !== undefined) return { outcome: 'refuse', score: 0, threshold, reason: refusal };
  const features = matchFeatures(found, ranked, everyday);
  const known = model?.read === true && reading === undefined ? DECISION : model;
  const score = answerability({ features, offset: offsetOf(reading) }, known);
  const outcome = score >= threshold ? 'answer' : 'refuse';
  const reason = explain(features, outcome, reading);
  return { outcome, score, threshold, reason, ...(reading !== undefined && { reading }) };
}

/** Why it is refused whatever the lines say; undefined where it is not. */
export function refusedUnread({ found, ranked }: Found): string | undefined {
  if (found.hits.length === 0 || ranked.length === 0) return 'nothing was found';
  const stranger = unknownModel(found.searched, found.hits);
  return stranger === undefined ? undefined : `nothing found speaks of “${stranger}”`;
}

/** What a reading adds to the log-odds of the score; 0 where none was made. */
export function offsetOf(reading: Reading | undefined): number {
  return reading === undefined ? 0 : readingPart(reading.logOdds);
}

/** What is scored: `offset` is added to the log-odds as it is, whatever the coefficients; absent where nothing was read. */
export type Scored = { features: Features; offset?: number };

/** Logistic score over the standardised features. */
export function answerability({ features, offset = 0 }: Scored, model: DecisionModel = DECISION): number {
  let sum = model.intercept + offset;
  for (const name of FEATURES) {
    const { weight, mean, deviation } = model.features[name];
    sum += weight * ((features[name] - mean) / deviation);
  }
  return 1 / (1 + Math.exp(-sum));
}

function explain(features: Features, outcome: Decision['outcome'], reading?: Reading): string {
  const cosine = features.topCosine.toFixed(2);
  const words = Math.round(features.wordShareBest * 100);
  const match = `closest passage ${cosine}, ${words} % of the question's words found`;
  const said = reading === undefined ? match : `${match}; ${readingInWords(reading)}`;
  return outcome === 'answer' ? `good match: ${said}` : `weak match: ${said}`;
}

function readingInWords({ logOdds }: Reading): string {
  const share = Math.round(100 / (1 + Math.exp(-logOdds)));
  return `the closest lines, read once more, answer it with a likelihood of ${share} %`;
}
