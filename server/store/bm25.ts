import type { Posting } from './dialect.ts';

/** The usual constants of BM25 (Robertson and Zaragoza, 2009). */
const K1 = 1.2;
const B = 0.75;
/** A word in the title path counts as this many in the text. */
const TITLE_WEIGHT = 2;

export type Collection = { passages: number; averageLength: number };
export type PassageScore = { passageId: string; score: number };

/**
 * Okapi BM25: sum over terms of idf(t) · f·(K1+1) / (f + K1·(1 − B + B·length/averageLength)), with
 * f = occurrences in the text + TITLE_WEIGHT · those in the title, idf(t) = ln(1 + (N − n + ½)/(n + ½)).
 * Best first; ties by passage id, so that the order is the same on every machine.
 */
export function bm25(postings: readonly Posting[], collection: Collection): PassageScore[] {
  const holders = new Map<string, number>();
  for (const { term } of postings) holders.set(term, (holders.get(term) ?? 0) + 1);
  const scores = new Map<string, number>();
  for (const posting of postings) {
    const n = holders.get(posting.term) ?? 0;
    const idf = Math.log(1 + (collection.passages - n + 0.5) / (n + 0.5));
    const f = posting.inText + TITLE_WEIGHT * posting.inTitle;
    const norm = K1 * (1 - B + (B * posting.length) / collection.averageLength);
    scores.set(posting.passageId, (scores.get(posting.passageId) ?? 0) + (idf * f * (K1 + 1)) / (f + norm));
  }
  return [...scores]
    .map(([passageId, score]) => ({ passageId, score }))
    .sort((a, b) => b.score - a.score || (a.passageId < b.passageId ? -1 : 1));
}
