import type { Embedder } from '../../models/index.ts';

type Waiting = {
  text: string;
  resolve: (vector: Float32Array) => void;
  reject: (reason: unknown) => void;
};

/** Texts that many callers ask for at the same time go to the embedder together: one call instead of hundreds. */
export function batchingEmbedder(embedder: Embedder, batchSize: number): Required<Embedder> {
  let waiting: Waiting[] = [];
  let running = Promise.resolve();

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, batchSize);
      waiting = waiting.slice(batchSize);
      try {
        const vectors = await embedder.embed(batch.map((item) => item.text));
        for (const [index, item] of batch.entries()) item.resolve(vectors[index] ?? new Float32Array(0));
      } catch (thrown) {
        for (const item of batch) item.reject(thrown);
      }
    }
  }

  return {
    dimensions: embedder.dimensions,
    identity: () => embedder.identity(),
    embedToRank: async (...asked) => await embedder.embedToRank?.(...asked),
    read: async (...asked) => await embedder.read?.(...asked),
    embed(texts, signal) {
      signal?.throwIfAborted();
      const vectors = texts.map(
        (text) =>
          new Promise<Float32Array>((resolve, reject) => {
            waiting.push({ text, resolve, reject });
          }),
      );
      running = running.then(() => new Promise<void>((next) => setImmediate(next))).then(drain);
      return Promise.all(vectors);
    },
  };
}
