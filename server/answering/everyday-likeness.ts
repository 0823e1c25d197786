import { dotProduct, type Embedder } from '../models/index.ts';
import { EVERYDAY_QUESTIONS } from './everyday-questions.ts';
import { keptVectors } from './kept-vectors.ts';

const everydayVectors = keptVectors(EVERYDAY_QUESTIONS);

/**
 * Cosine of a question, as a unit vector, with the nearest everyday question.
 * @throws AppError what the embedder throws
 */
export async function everydayLikeness(embedder: Embedder, question: Float32Array): Promise<number> {
  const vectors = await everydayVectors(embedder);
  return Math.max(...vectors.map((vector) => dotProduct(question, vector)));
}
