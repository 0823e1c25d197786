import type { FeatureName } from './features.ts';

export type Coefficient = { weight: number; mean: number; deviation: number };

/** A logistic score: the weighted sum of the features, each less its mean and in units of its deviation. */
export type DecisionModel = { intercept: number; features: Record<FeatureName, Coefficient> };

/**
 * Fitted by `scripts/fit-decision.ts` on the dev halves of the two sample organisations (97 and 22 questions that reach the
 * search) and 88 help dialogues, each source and each outcome weighing the same, then set for 70 % answerable. AUROC in
 * ten-fold cross-validation: 0.766, 0.750 and 0.785.
 */
export const DECISION: DecisionModel = {
  intercept: 1.2355,
  features: {
    topCosine: { weight: 0.1241, mean: 0.4599, deviation: 0.1491 },
    meanCosine: { weight: 0.0831, mean: 0.3679, deviation: 0.1258 },
    cosineMargin: { weight: 0.2017, mean: 0.1763, deviation: 0.1015 },
    rareCoverage: { weight: 0.1239, mean: 0.3647, deviation: 0.3216 },
    wordShareTop: { weight: 0.2122, mean: 0.5564, deviation: 0.3416 },
    wordShareBest: { weight: 0.1144, mean: 0.6211, deviation: 0.3176 },
    sentenceCosine: { weight: 0.218, mean: 0.574, deviation: 0.1621 },
    sentenceScore: { weight: 0.2266, mean: 0.6214, deviation: 0.2029 },
    lexicalStrength: { weight: -0.1756, mean: 0.6262, deviation: 0.1566 },
    claimsMet: { weight: 0.2431, mean: 0.9758, deviation: 0.1535 },
    namesMet: { weight: 0.4049, mean: 0.9066, deviation: 0.2705 },
    everydayMargin: { weight: 0, mean: 0, deviation: 1 },
  },
};
