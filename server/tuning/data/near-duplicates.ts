import type { Embedder } from '../../models/index.ts';
import { normalisedText } from '../lessons/question-key.ts';
import { LikeWords } from './like-words.ts';
import { NearVectors } from './near-vectors.ts';
import { keyWords } from './words.ts';

/** Cosine of the default embedder from which two questions ask the same; with many words in common, less will do. */
const SAME_COSINE = 0.95;
const LIKE_COSINE = 0.86;
const LIKE_WORDS = 0.6;
const SAME_WORDS = 1;

const NOWHERE = new Float32Array(0);

export type Duplicates = {
  /** One of the texts that asks the same, or undefined. */
  find(question: string): Promise<string | undefined>;
  add(text: string): Promise<void>;
};

/**
 * Looks for questions that ask the same as one of these, word by word or in other words. Of several the first is named.
 * Words are looked up, and vectors compared in full only where their first dimensions leave it open.
 */
export async function openDuplicates(
  embedder: Embedder,
  texts: readonly string[],
  signal?: AbortSignal,
): Promise<Duplicates> {
  const exact = new Map(texts.map((text) => [normalisedText(text), text]));
  const known: string[] = [];
  const vectors = new NearVectors();
  const words = new LikeWords();
  const vectorOf = async (text: string) => (await embedder.embed([text], signal))[0] ?? NOWHERE;
  const keep = (text: string, vector: Float32Array) => {
    known.push(text);
    vectors.add(vector);
    words.add(keyWords(text));
  };
  const embedded = texts.length === 0 ? [] : await embedder.embed(texts, signal);
  for (const [index, text] of texts.entries()) keep(text, embedded[index] ?? NOWHERE);
  return {
    async find(question) {
      const same = exact.get(normalisedText(question));
      if (same !== undefined || known.length === 0) return same;
      const vector = await vectorOf(question);
      const like = words
        .find(keyWords(question), LIKE_WORDS)
        .find(
          ({ place, likeness }) => likeness >= SAME_WORDS || vectors.product(vector, place) >= LIKE_COSINE,
        );
      const place = vectors.first(vector, SAME_COSINE, like?.place) ?? like?.place;
      return place === undefined ? undefined : known[place];
    },
    async add(text) {
      exact.set(normalisedText(text), text);
      keep(text, await vectorOf(text));
    },
  };
}
