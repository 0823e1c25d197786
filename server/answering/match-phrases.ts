import { dotProduct, type Embedder } from '../models/index.ts';
import { pickApproved } from './pick-approved.ts';
import { words } from './words.ts';

export type Phrase = { text: string; label: string };
export type LabelMatch = { label: string; score: number };
/** The labels, best first, and the label whose phrasing would be taken without doubt, as an approved answer is. */
export type PhraseMatch = { ranked: LabelMatch[]; sure: string | undefined };

/** Ranks the labels of known phrasings for a new one, best first. */
export type PhraseMatcher = {
  match(texts: readonly string[], signal?: AbortSignal): Promise<PhraseMatch[]>;
};

const EMBED_BATCH = 64;
/** Shares of the score: nearest phrasing, the label's centre, shared letters. */
const WEIGHTS = { nearest: 0.45, centre: 0.45, shared: 0.1 } as const;
/** Letters in a row that are compared; they see through endings and typing errors. */
const GRAM_SIZES = [3, 4, 5] as const;

/**
 * Learns phrasings by heart: nearest phrasing and nearest label centre by meaning, with shared letters to tell
 * neighbours apart. No training; a label works from its first phrasing on.
 * @throws AppError what the embedder throws
 */
export async function openPhraseMatcher(
  embedder: Embedder,
  phrases: readonly Phrase[],
  signal?: AbortSignal,
): Promise<PhraseMatcher> {
  const vectors = await embedInBatches(
    embedder,
    phrases.map((phrase) => phrase.text),
    signal,
  );
  const phrasings = phrases.map(({ text, label }, index) => ({
    answer: { id: label, version: 1, answer: '' },
    text,
    vector: vectors[index] ?? new Float32Array(0),
  }));
  const labels = [...new Set(phrases.map((phrase) => phrase.label))];
  const lexicon = createLexicon(phrases.map((phrase) => phrase.text));
  const known = labels.map((label) => {
    const members = phrases.flatMap((phrase, index) => (phrase.label === label ? [index] : []));
    return {
      label,
      vectors: members.flatMap((index) => vectors[index] ?? []),
      centre: centreOf(members.flatMap((index) => vectors[index] ?? [])),
      words: members.map((index) => lexicon.weigh(phrases[index]?.text ?? '')),
    };
  });
  return {
    async match(texts, abort) {
      const asked = await embedInBatches(embedder, texts, abort);
      return texts.map((text, index) => {
        const vector = asked[index] ?? new Float32Array(0);
        const own = lexicon.weigh(text);
        const ranked = known
          .map(({ label, vectors: members, centre, words: weighed }) => ({
            label,
            score:
              WEIGHTS.nearest * Math.max(...members.map((member) => dotProduct(vector, member))) +
              WEIGHTS.centre * dotProduct(vector, centre) +
              WEIGHTS.shared * Math.max(...weighed.map((member) => sparseDot(own, member))),
          }))
          .toSorted((one, other) => other.score - one.score);
        return { ranked, sure: pickApproved(text, vector, phrasings)?.id };
      });
    },
  };
}

async function embedInBatches(
  embedder: Embedder,
  texts: readonly string[],
  signal?: AbortSignal,
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let start = 0; start < texts.length; start += EMBED_BATCH) {
    vectors.push(...(await embedder.embed(texts.slice(start, start + EMBED_BATCH), signal)));
  }
  return vectors;
}

function centreOf(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors)
    for (const [index, value] of vector.entries()) sum[index] = (sum[index] ?? 0) + value;
  const length = Math.sqrt(dotProduct(sum, sum)) || 1;
  return sum.map((value) => value / length);
}

type Weighed = ReadonlyMap<string, number>;

/** TF-IDF over groups of letters inside words, as unit vectors. */
function createLexicon(texts: readonly string[]): { weigh(text: string): Weighed } {
  const seenIn = new Map<string, number>();
  for (const text of texts) {
    for (const term of new Set(termsOf(text))) seenIn.set(term, (seenIn.get(term) ?? 0) + 1);
  }
  return {
    weigh(text) {
      const weights = new Map<string, number>();
      for (const term of new Set(termsOf(text))) {
        weights.set(term, Math.log(1 + texts.length / (1 + (seenIn.get(term) ?? 0))));
      }
      const length = Math.hypot(...weights.values()) || 1;
      for (const [term, weight] of weights) weights.set(term, weight / length);
      return weights;
    },
  };
}

function termsOf(text: string): string[] {
  return words(text).flatMap((word) => {
    const letters = ` ${word} `;
    return GRAM_SIZES.flatMap((size) =>
      Array.from({ length: Math.max(0, letters.length - size + 1) }, (_, at) => letters.slice(at, at + size)),
    );
  });
}

function sparseDot(one: Weighed, other: Weighed): number {
  let sum = 0;
  for (const [term, weight] of one) sum += weight * (other.get(term) ?? 0);
  return sum;
}
