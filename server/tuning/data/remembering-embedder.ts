import type { Embedder } from '../../models/index.ts';

/** Embeds each text once: the same sentences come back in prompt after prompt. */
export function rememberingEmbedder(embedder: Embedder): Embedder {
  const known = new Map<string, Float32Array>();
  return {
    dimensions: embedder.dimensions,
    identity: () => embedder.identity(),
    async embed(texts, signal) {
      const missing = [...new Set(texts)].filter((text) => !known.has(text));
      if (missing.length > 0) {
        const vectors = await embedder.embed(missing, signal);
        for (const [index, text] of missing.entries()) known.set(text, vectors[index] ?? new Float32Array(0));
      }
      return texts.map((text) => known.get(text) ?? new Float32Array(0));
    },
  };
}
