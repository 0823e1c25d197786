import type { Embedder } from './types.ts';

/** Embeds each text once, as long as it is among the last `most`: the same sentences come back in question after question. */
export function rememberingEmbedder(embedder: Embedder, most = Number.POSITIVE_INFINITY): Embedder {
  const known = new Map<string, Float32Array>();
  return {
    get dimensions() {
      return embedder.dimensions;
    },
    identity: () => embedder.identity(),
    read: async (...asked) => await embedder.read?.(...asked),
    async embed(texts, signal) {
      const vectors = new Map([...new Set(texts)].map((text) => [text, known.get(text)]));
      const missing = [...vectors].flatMap(([text, vector]) => (vector === undefined ? [text] : []));
      const made = missing.length === 0 ? [] : await embedder.embed(missing, signal);
      for (const [index, text] of missing.entries()) vectors.set(text, made[index]);
      for (const [text, vector = new Float32Array(0)] of vectors) {
        known.delete(text);
        known.set(text, vector);
        if (known.size > most) known.delete(known.keys().next().value ?? '');
      }
      return texts.map((text) => vectors.get(text) ?? new Float32Array(0));
    },
  };
}
