import type { FeatureName } from './features.ts';

type Coefficient = { weight: number; mean: number; deviation: number };

/**
 * Fitted by `scripts/fit-decision.ts` on the dev half of the sample shop (97 questions that reach the search) and 88 help
 * dialogues, each source and each outcome weighing the same, then set for 70 % answerable. AUROC in ten-fold cross-validation: 0.712 and 0.779.
 */
export const DECISION: { intercept: number; features: Record<FeatureName, Coefficient> } = {
  intercept: 1.2471,
  features: {
    topCosine: { weight: 0.0974, mean: 0.466, deviation: 0.1498 },
    meanCosine: { weight: 0.1934, mean: 0.3758, deviation: 0.1261 },
    cosineMargin: { weight: 0.4124, mean: 0.173, deviation: 0.1017 },
    coverageTop: { weight: 0.0006, mean: 0.5542, deviation: 0.2854 },
    coverageAll: { weight: 0.0082, mean: 0.7366, deviation: 0.2497 },
    rareCoverage: { weight: 0.2498, mean: 0.3658, deviation: 0.3218 },
    bestSentence: { weight: 0.2027, mean: 0.4539, deviation: 0.2496 },
    sentenceCosine: { weight: 0.2187, mean: 0.5822, deviation: 0.1569 },
    sentenceScore: { weight: 0.3061, mean: 0.6297, deviation: 0.1974 },
    lexicalStrength: { weight: -0.3031, mean: 0.6466, deviation: 0.1443 },
    agreement: { weight: 0.0011, mean: 0.5617, deviation: 0.3667 },
    claimsMet: { weight: 0.4126, mean: 0.973, deviation: 0.1622 },
    namesMet: { weight: 0.308, mean: 0.9063, deviation: 0.2684 },
  },
};
