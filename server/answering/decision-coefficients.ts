import type { FeatureName } from './features.ts';

export type Coefficient = { weight: number; mean: number; deviation: number };

/** A logistic score: the weighted sum of the features, each less its mean and in units of its deviation. */
export type DecisionModel = { intercept: number; features: Record<FeatureName, Coefficient> };

/**
 * Fitted by `scripts/fit-decision.ts` on the dev halves of the two sample organisations (97 and 22 questions that reach the
 * search) and 88 help dialogues, the same questions without their documents, and the other sources' questions; each source and
 * each outcome weighs the same, then set for 70 % answerable. AUROC over the questions as they are, in ten-fold
 * cross-validation by document: 0.875, 0.900 and 0.784.
 */
export const DECISION: DecisionModel = {
  intercept: 0.7287,
  features: {
    topCosine: { weight: 0.1177, mean: 0.3944, deviation: 0.1448 },
    meanCosine: { weight: 0.0785, mean: 0.3166, deviation: 0.1271 },
    cosineMargin: { weight: 0.2253, mean: 0.1528, deviation: 0.0888 },
    rareCoverage: { weight: 0.2182, mean: 0.2608, deviation: 0.2763 },
    wordShareTop: { weight: 0.1306, mean: 0.4251, deviation: 0.3341 },
    wordShareBest: { weight: 0.0672, mean: 0.5017, deviation: 0.321 },
    sentenceCosine: { weight: 0.1373, mean: 0.498, deviation: 0.1616 },
    sentenceScore: { weight: 0.1713, mean: 0.5337, deviation: 0.1986 },
    lexicalStrength: { weight: -0.0598, mean: 0.5729, deviation: 0.1791 },
    claimsMet: { weight: 0.2173, mean: 0.9563, deviation: 0.2045 },
    namesMet: { weight: 0.3874, mean: 0.8407, deviation: 0.3499 },
    everydayMargin: { weight: 0.2421, mean: 0.1456, deviation: 0.2109 },
    everyday: { weight: -0.2353, mean: 0.3524, deviation: 0.1228 },
  },
};
