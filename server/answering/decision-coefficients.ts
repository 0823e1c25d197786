import type { FeatureName } from './features.ts';

export type Coefficient = { weight: number; mean: number; deviation: number };

/** A logistic score: the weighted sum of the features, each less its mean and in units of its deviation. */
export type DecisionModel = { intercept: number; features: Record<FeatureName, Coefficient> };

/**
 * Fitted by `scripts/fit-decision.ts` on the dev halves of the two sample organisations (97 and 22 questions that reach the
 * search) and 88 help dialogues, the same questions without their documents, and the other sources' questions; each source and
 * each outcome weighs the same, then set for 70 % answerable. AUROC over the questions as they are, in ten-fold
 * cross-validation by document: 0.838, 0.833 and 0.795.
 */
export const DECISION: DecisionModel = {
  intercept: 0.6738,
  features: {
    topCosine: { weight: 0.1259, mean: 0.3944, deviation: 0.1446 },
    meanCosine: { weight: 0.0846, mean: 0.3167, deviation: 0.1268 },
    cosineMargin: { weight: 0.1779, mean: 0.1529, deviation: 0.0888 },
    rareCoverage: { weight: 0.1903, mean: 0.2612, deviation: 0.2758 },
    wordShareTop: { weight: 0.1739, mean: 0.425, deviation: 0.3336 },
    wordShareBest: { weight: 0.0769, mean: 0.5019, deviation: 0.3204 },
    sentenceCosine: { weight: 0.1054, mean: 0.49, deviation: 0.1643 },
    sentenceScore: { weight: 0.1387, mean: 0.5195, deviation: 0.2009 },
    lexicalStrength: { weight: -0.107, mean: 0.5733, deviation: 0.1789 },
    claimsMet: { weight: 0.2168, mean: 0.9564, deviation: 0.2041 },
    namesMet: { weight: 0.3458, mean: 0.8384, deviation: 0.3496 },
    everydayMargin: { weight: 0.3492, mean: 0.1379, deviation: 0.2133 },
  },
};
