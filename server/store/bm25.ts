import type { Posting } from './dialect.ts';

/** The usual constants of BM25 (Robertson and Zaragoza, 2009). */
const K1 = 1.2;
const B = 0.75;
/** A word in the title path counts as this many in the text. */
const TITLE_WEIGHT = 2;

export type Collection = { passages: number; averageLength: number };
export type PassageScore = {
  passageId: string;
  score: number;
  /** Share of the question's words that the passage holds, each weighed by its idf here: 0 to 1. */
  wordShare: number;
};

/**
 * Okapi BM25: sum over terms of idf(t) · f·(K1+1) / (f + K1·(1 − B + B·length/averageLength)), with
 * f = occurrences in the text + TITLE_WEIGHT · those in the title, idf(t) = ln(1 + (N − n + ½)/(n + ½)).
 * A word that no passage holds counts in `wordShare` with the greatest idf. Best first; ties by passage id, so that the order is the same on every machine.
 */
export function bm25(
  postings: readonly Posting[],
  terms: readonly string[],
  collection: Collection,
): PassageScore[] {
  const holders = new Map<string, number>();
  for (const { term } of postings) holders.set(term, (holders.get(term) ?? 0) + 1);
  const idf = (term: string): number => {
    const n = holders.get(term) ?? 0;
    return Math.log(1 + (collection.passages - n + 0.5) / (n + 0.5));
  };
  const asked = terms.reduce((sum, term) => sum + idf(term), 0);
  const scores = new Map<string, { score: number; held: number }>();
  for (const posting of postings) {
    const rarity = idf(posting.term);
    const f = posting.inText + TITLE_WEIGHT * posting.inTitle;
    const norm = K1 * (1 - B + (B * posting.length) / collection.averageLength);
    const known = scores.get(posting.passageId) ?? { score: 0, held: 0 };
    scores.set(posting.passageId, {
      score: known.score + (rarity * f * (K1 + 1)) / (f + norm),
      held: known.held + rarity,
    });
  }
  return [...scores]
    .map(([passageId, { score, held }]) => ({ passageId, score, wordShare: asked === 0 ? 0 : held / asked }))
    .sort((a, b) => b.score - a.score || (a.passageId < b.passageId ? -1 : 1));
}
