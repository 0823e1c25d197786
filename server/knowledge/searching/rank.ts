import type { Candidate } from './candidates.ts';
import type { NamedDocuments } from './named-documents.ts';

export type Ranked = Candidate & { score: number };

/** Cosine of an unrelated passage, about: what lies below counts as nothing. */
const UNRELATED_COSINE = 0.1;
/** Weight of meaning against words. */
const VECTOR_WEIGHT = 0.6;
/** Added for a document that the conversation names, times how surely it does. */
const NAMED_BONUS = 0.6;
/** The same for the documents of a named subject: what is said of others is no answer. */
const SUBJECT_BONUS = 1;

export type Named = Pick<NamedDocuments, 'strengthOf' | 'ofSubject'>;

/**
 * Meaning and words in one score: the cosine above chance, and BM25 as a share of the best of this question, so that a
 * passage that only one of the two finds is still found. Best first; ties by document and place, the same everywhere.
 */
export function rankCandidates(candidates: readonly Candidate[], named: Named): Ranked[] {
  const bestLexical = Math.max(0, ...candidates.map((candidate) => candidate.lexicalScore));
  const bestVector = Math.max(
    UNRELATED_COSINE + 0.01,
    ...candidates.map((candidate) => candidate.vectorScore),
  );
  return candidates
    .map((candidate) => {
      const meaning = Math.max(0, candidate.vectorScore - UNRELATED_COSINE) / (bestVector - UNRELATED_COSINE);
      const words = bestLexical === 0 ? 0 : candidate.lexicalScore / bestLexical;
      const bonus = bonusOf(candidate.documentId, named);
      return { ...candidate, score: VECTOR_WEIGHT * meaning + (1 - VECTOR_WEIGHT) * words + bonus };
    })
    .sort((a, b) => b.score - a.score || compare(a.documentName, b.documentName) || a.position - b.position);
}

function bonusOf(documentId: string, { strengthOf, ofSubject }: Named): number {
  return ofSubject.has(documentId) ? SUBJECT_BONUS : NAMED_BONUS * (strengthOf.get(documentId) ?? 0);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
