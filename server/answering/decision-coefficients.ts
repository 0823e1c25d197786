import type { FeatureName } from './features.ts';

type Coefficient = { weight: number; mean: number; deviation: number };

/** A hand-set start: mostly the cosine and the words found. */
export const DECISION: { intercept: number; features: Record<FeatureName, Coefficient> } = {
  intercept: 1,
  features: {
    topCosine: { weight: 1.2, mean: 0.5, deviation: 0.15 },
    meanCosine: { weight: 0, mean: 0.4, deviation: 0.12 },
    cosineMargin: { weight: 0, mean: 0.1, deviation: 0.08 },
    coverageTop: { weight: 0.4, mean: 0.6, deviation: 0.25 },
    coverageAll: { weight: 0.6, mean: 0.75, deviation: 0.2 },
    rareCoverage: { weight: 0.4, mean: 0.5, deviation: 0.3 },
    bestSentence: { weight: 0.2, mean: 0.5, deviation: 0.25 },
    sentenceCosine: { weight: 0.5, mean: 0.5, deviation: 0.15 },
    sentenceScore: { weight: 0.5, mean: 0.6, deviation: 0.18 },
    lexicalStrength: { weight: 0, mean: 0.5, deviation: 0.2 },
    agreement: { weight: 0.1, mean: 0.6, deviation: 0.4 },
    claimsMet: { weight: 0.2, mean: 0.9, deviation: 0.3 },
    namesMet: { weight: 0.3, mean: 0.9, deviation: 0.3 },
  },
};
