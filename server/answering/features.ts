import type { SearchHit, SearchResult } from '../knowledge/index.ts';
import { NAMES_ASKED } from './capitals.ts';
import { claimsOf } from './claims.ts';
import type { RankedSentence } from './rank-sentences.ts';
import { contentStems, coverage, stem, stemSet, words } from './words.ts';

/** What the decision looks at, each 0 to 1 (cosines and their difference may dip below). The order is that of the fitted coefficients. */
export const FEATURES = [
  'topCosine',
  'meanCosine',
  'cosineMargin',
  'rareCoverage',
  'wordShareTop',
  'wordShareBest',
  'sentenceCosine',
  'sentenceScore',
  'lexicalStrength',
  'claimsMet',
  'namesMet',
  'everydayMargin',
  'everyday',
] as const;
export type FeatureName = (typeof FEATURES)[number];
export type Features = Record<FeatureName, number>;

/** Passages that count as found; later ones say nothing about whether an answer exists. */
const LOOKED_AT = 5;

/**
 * How well what was found matches what was asked, with the conversation folded in. `everyday` is the likeness to what people ask
 * anyone.
 */
export function matchFeatures(
  { searched, hits }: Pick<SearchResult, 'searched' | 'hits'>,
  ranked: readonly RankedSentence[],
  everyday: number,
): Features {
  const top = hits.slice(0, LOOKED_AT);
  const cosines = top.map((hit) => hit.vectorScore).toSorted((one, other) => other - one);
  const asked = contentStems(searched);
  const stemSets = top.map((hit) => stemSet(`${hit.titlePath.join(' ')} ${hit.text}`));
  const best = cosines[0] ?? 0;
  const closest = Math.max(0, ...ranked.map((item) => item.cosine));
  return {
    topCosine: best,
    meanCosine: mean(cosines),
    cosineMargin: best - (cosines[LOOKED_AT - 1] ?? cosines.at(-1) ?? 0),
    rareCoverage: coverage(asked, stemSets[0] ?? new Set(), rarity(stemSets)),
    wordShareTop: top[0]?.wordShare ?? 0,
    wordShareBest: Math.max(0, ...top.map((hit) => hit.wordShare)),
    sentenceCosine: closest,
    sentenceScore: Math.max(0, ...ranked.map(({ score, bonus = 0 }) => score - bonus)),
    lexicalStrength: strength(top, asked.length),
    claimsMet: claimsMet(searched, top),
    namesMet: namesMet(searched, top),
    everydayMargin: closest - everyday,
    everyday,
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A stem found in few of the passages says more than one found in all; one found nowhere weighs most. */
function rarity(stemSets: readonly ReadonlySet<string>[]): (item: string) => number {
  return (item) => Math.log((stemSets.length + 1) / (stemSets.filter((set) => set.has(item)).length + 0.5));
}

/** BM25 grows with the number of words asked; divided by it, and bent into 0..1. */
function strength(top: readonly SearchHit[], askedWords: number): number {
  const best = Math.max(0, ...top.map((hit) => hit.lexicalScore));
  const perWord = best / Math.max(1, askedWords);
  return perWord / (1 + perWord);
}

function claimsMet(searched: string, top: readonly SearchHit[]): number {
  const asked = [...claimsOf(searched).numbers];
  if (asked.length === 0) return 1;
  const known = new Set(top.flatMap((hit) => [...claimsOf(hit.text).numbers]));
  return asked.filter((number) => known.has(number)).length / asked.length;
}

/**
 * Capitalised words inside the question (products, places), and a name with its number (`Ember 4`), that the passages
 * know. One that they do not know makes it another product's question.
 */
function namesMet(searched: string, top: readonly SearchHit[]): number {
  const text = top.map((hit) => `${hit.titlePath.join(' ')} ${hit.text}`).join(' ');
  const known = new Set(words(text).map(stem));
  const pairs = [...searched.matchAll(/\p{Lu}[\p{L}-]+ \d+/gu)].map((match) => text.includes(match[0]));
  const names = [...searched.matchAll(NAMES_ASKED)].map((match) =>
    words(match[0]).every((word) => known.has(stem(word))),
  );
  const checked = [...pairs, ...names];
  return checked.length === 0 ? 1 : checked.filter(Boolean).length / checked.length;
}
