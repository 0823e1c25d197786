import { dotProduct, type Embedder } from '../../models/index.ts';
import { normalisedText } from '../lessons/question-key.ts';
import { keyWords, likeness } from './words.ts';

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

/** Looks for questions that ask the same as one of these, word by word or in other words. */
export async function openDuplicates(
  embedder: Embedder,
  texts: readonly string[],
  signal?: AbortSignal,
): Promise<Duplicates> {
  const exact = new Map(texts.map((text) => [normalisedText(text), text]));
  const vectors = texts.length === 0 ? [] : await embedder.embed(texts, signal);
  const known = texts.map((text, index) => knownText(text, vectors[index] ?? NOWHERE));
  const vectorOf = async (text: string) => (await embedder.embed([text], signal))[0] ?? NOWHERE;
  return {
    async find(question) {
      const same = exact.get(normalisedText(question));
      if (same !== undefined || known.length === 0) return same;
      const asked = knownText(question, await vectorOf(question));
      return known.find((text) => {
        const [cosine, words] = [dotProduct(asked.vector, text.vector), likeness(asked.words, text.words)];
        return cosine >= SAME_COSINE || words >= SAME_WORDS || (cosine >= LIKE_COSINE && words >= LIKE_WORDS);
      })?.text;
    },
    async add(text) {
      exact.set(normalisedText(text), text);
      known.push(knownText(text, await vectorOf(text)));
    },
  };
}

/** Its words are taken once: every question is held against every text. */
function knownText(text: string, vector: Float32Array) {
  return { text, vector, words: keyWords(text) };
}
