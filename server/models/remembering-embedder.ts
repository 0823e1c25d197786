import type { Embedder, ModelIdentity } from './types.ts';

/** Embeds each text once, as long as it is among the last `most`: the same sentences come back in question after question. */
export function rememberingEmbedder(embedder: Embedder, most = Number.POSITIVE_INFINITY): Required<Embedder> {
  const known: Memory = new Map();
  const toRank: { known: Memory; model?: ModelIdentity } = { known: new Map() };
  return {
    get dimensions() {
      return embedder.dimensions;
    },
    identity: () => embedder.identity(),
    read: async (...asked) => await embedder.read?.(...asked),
    async embed(texts, signal) {
      const vectors = await recall(known, { texts, most }, (missing) => embedder.embed(missing, signal));
      return vectors ?? [];
    },
    async embedToRank(texts, signal) {
      const vectors = await recall(toRank.known, { texts, most }, async (missing) => {
        const made = await embedder.embedToRank?.(missing, signal);
        if (made) toRank.model = made.model;
        return made?.vectors;
      });
      return vectors && toRank.model && { vectors, model: toRank.model };
    },
  };
}

type Memory = Map<string, Float32Array>;

/** Undefined, and nothing is remembered, where `make` makes none. */
async function recall(
  known: Memory,
  { texts, most }: { texts: readonly string[]; most: number },
  make: (missing: readonly string[]) => Promise<Float32Array[] | undefined>,
): Promise<Float32Array[] | undefined> {
  const vectors = new Map([...new Set(texts)].map((text) => [text, known.get(text)]));
  const missing = [...vectors].flatMap(([text, vector]) => (vector === undefined ? [text] : []));
  const made = missing.length === 0 ? [] : await make(missing);
  if (made === undefined) return undefined;
  for (const [index, text] of missing.entries()) vectors.set(text, made[index]);
  for (const [text, vector = new Float32Array(0)] of vectors) {
    known.delete(text);
    known.set(text, vector);
    if (known.size > most) known.delete(known.keys().next().value ?? '');
  }
  return texts.map((text) => vectors.get(text) ?? new Float32Array(0));
}
