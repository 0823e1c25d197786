import type { SearchHit } from '../knowledge/index.ts';
import type { Embedder } from '../models/index.ts';
import { pickQuote, type Quote, scoreSentences } from './quote.ts';

/** Each passage further down is a little less likely to hold the answer. */
const RANK_PENALTY = 0.05;

/** Quotes the sentences, of all the passages given, that best answer the question, as they stand. */
export async function quoteBest(
  embedder: Embedder,
  question: string,
  passages: readonly SearchHit[],
  signal?: AbortSignal,
): Promise<Quote> {
  const plain = passages.map((passage) => scoreSentences(question, passage));
  const texts = plain.flatMap((sentences, index) =>
    sentences.map((item) => `${passages[index]?.titlePath.at(-1) ?? ''}: ${item.text}`),
  );
  const [asked, ...vectors] = await embedder.embed([question, ...texts], signal);
  let at = 0;
  const scored = passages.map((passage, rank) => {
    const sentences = scoreSentences(question, passage, () => {
      const vector = vectors[at++];
      return asked === undefined || vector === undefined ? 0 : dot(asked, vector);
    });
    return {
      passage,
      sentences,
      best: Math.max(...sentences.map((item) => item.score)) - RANK_PENALTY * rank,
    };
  });
  const [first, ...others] = scored;
  if (first === undefined) throw new RangeError('quoteBest needs at least one passage');
  const chosen = others.reduce((best, item) => (item.best > best.best ? item : best), first);
  return pickQuote(chosen.passage, chosen.sentences);
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (const [index, value] of one.entries()) sum += value * (other[index] ?? 0);
  return sum;
}
