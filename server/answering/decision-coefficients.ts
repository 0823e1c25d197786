import type { FeatureName } from './features.ts';

export type Coefficient = { weight: number; mean: number; deviation: number };

/** A logistic score: the weighted sum of the features, each less its mean and in units of its deviation. */
export type DecisionModel = {
  intercept: number;
  features: Record<FeatureName, Coefficient>;
  /** Fitted beside what a cross-encoder says: without that it decides wrongly. */
  read?: boolean | undefined;
};

/**
 * Fitted by `scripts/fit-decision.ts` on the dev halves of the two sample organisations (97 and 22 questions that reach the
 * search) and 88 help dialogues, the same questions without their documents, and the other sources' questions; each source and
 * each outcome weighs the same, then set for 70 % answerable. AUROC over the questions as they are, in ten-fold
 * cross-validation by document: 0.866, 0.900 and 0.786.
 */
export const DECISION: DecisionModel = {
  intercept: 0.7224,
  features: {
    topCosine: { weight: 0.1257, mean: 0.398, deviation: 0.1441 },
    meanCosine: { weight: 0.0826, mean: 0.319, deviation: 0.1266 },
    cosineMargin: { weight: 0.237, mean: 0.1543, deviation: 0.0892 },
    rareCoverage: { weight: 0.1897, mean: 0.2658, deviation: 0.2743 },
    wordShareTop: { weight: 0.1312, mean: 0.4309, deviation: 0.3303 },
    wordShareBest: { weight: 0.0793, mean: 0.5029, deviation: 0.3188 },
    sentenceCosine: { weight: 0.136, mean: 0.5015, deviation: 0.1603 },
    sentenceScore: { weight: 0.1905, mean: 0.5373, deviation: 0.1974 },
    lexicalStrength: { weight: -0.0417, mean: 0.5722, deviation: 0.1763 },
    claimsMet: { weight: 0.2228, mean: 0.9563, deviation: 0.2045 },
    namesMet: { weight: 0.3822, mean: 0.8407, deviation: 0.3499 },
    everydayMargin: { weight: 0.2356, mean: 0.1489, deviation: 0.2112 },
    everyday: { weight: -0.2287, mean: 0.3526, deviation: 0.1222 },
  },
};
