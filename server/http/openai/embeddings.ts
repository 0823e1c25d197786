import { AppError } from '../../base/index.ts';
import type { EmbeddingList, EmbeddingRequest } from '../../contract/index.ts';
import type { HttpDeps } from '../types.ts';

/** Unit vectors of texts, from the model that Foyer searches with. @throws AppError `not_found`, `bad_request` */
export async function embedTexts(
  deps: Pick<HttpDeps, 'embedder'>,
  request: EmbeddingRequest,
  signal: AbortSignal,
): Promise<EmbeddingList> {
  const { id } = deps.embedder.identity();
  if (request.model !== id) {
    throw new AppError('not_found', `The embedding model here is "${id}"; "${request.model}" is not served.`);
  }
  if (request.dimensions && request.dimensions !== deps.embedder.dimensions) {
    throw new AppError(
      'bad_request',
      `"${id}" has ${deps.embedder.dimensions} dimensions and no other number.`,
    );
  }
  const texts = typeof request.input === 'string' ? [request.input] : request.input;
  const vectors = await deps.embedder.embed(texts, signal);
  const encode = request.encoding_format === 'base64' ? toBase64 : (vector: Float32Array) => [...vector];
  return {
    object: 'list',
    model: id,
    data: vectors.map((vector, index) => ({ object: 'embedding', index, embedding: encode(vector) })),
    usage: { prompt_tokens: 0, total_tokens: 0 },
  };
}

/** Little-endian float32, as OpenAI's clients expect it. */
function toBase64(vector: Float32Array): string {
  const bytes = new Uint8Array(vector.length * Float32Array.BYTES_PER_ELEMENT);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of vector.entries()) view.setFloat32(index * 4, value, true);
  return Buffer.from(bytes).toString('base64');
}
