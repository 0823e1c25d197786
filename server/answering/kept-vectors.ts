import type { Embedder } from '../models/index.ts';

/** Embeds texts that never change once an embedder, and again where that failed. */
export function keptVectors(texts: readonly string[]): (embedder: Embedder) => Promise<Float32Array[]> {
  const cache = new WeakMap<Embedder, Promise<Float32Array[]>>();
  return (embedder) => {
    const known = cache.get(embedder);
    if (known !== undefined) return known;
    const vectors = embedder.embed(texts);
    cache.set(embedder, vectors);
    vectors.catch(() => cache.delete(embedder));
    return vectors;
  };
}
