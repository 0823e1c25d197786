import { dotProduct, type Embedder } from '../models/index.ts';
import { EVERYDAY_QUESTIONS } from './everyday-questions.ts';

const cache = new WeakMap<Embedder, Promise<Float32Array[]>>();

/**
 * Cosine of a question, as a unit vector, with the nearest everyday question. Those are embedded once an embedder.
 * @throws AppError what the embedder throws
 */
export async function everydayLikeness(embedder: Embedder, question: Float32Array): Promise<number> {
  const vectors = await everydayVectors(embedder);
  return Math.max(...vectors.map((vector) => dotProduct(question, vector)));
}

function everydayVectors(embedder: Embedder): Promise<Float32Array[]> {
  const known = cache.get(embedder);
  if (known !== undefined) return known;
  const vectors = embedder.embed(EVERYDAY_QUESTIONS);
  cache.set(embedder, vectors);
  vectors.catch(() => cache.delete(embedder));
  return vectors;
}
