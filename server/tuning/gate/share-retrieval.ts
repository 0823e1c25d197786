import type { SearchResult } from '../../knowledge/index.ts';
import type { Embedder, RankVectors, Reading } from '../../models/index.ts';
import type { Venue } from '../evaluation/ask-question.ts';

export type SharedRetrieval = {
  venue: Venue;
  /** Before the next question. */
  forget(): void;
};

/**
 * The same bot, finding, ranking and reading only once for whoever is asked the same question. One for a whole comparison: what is
 * kept beside an embedder, such as the vectors of everyday questions, would else be made again for each question.
 */
export function shareRetrieval(venue: Venue): SharedRetrieval {
  const searches = new Map<string, Promise<SearchResult>>();
  const embeddings = new Map<string, Promise<Float32Array[]>>();
  const rankings = new Map<string, Promise<RankVectors | undefined>>();
  const readings = new Map<string, Promise<Reading | undefined>>();
  const { embedder } = venue;
  const sharedEmbedder: Required<Embedder> = {
    dimensions: embedder.dimensions,
    identity: () => embedder.identity(),
    embed: (texts, signal) => once(embeddings, JSON.stringify(texts), () => embedder.embed(texts, signal)),
    embedToRank: (texts, signal) =>
      once(rankings, JSON.stringify(texts), async () => embedder.embedToRank?.(texts, signal)),
    read: (question, texts, signal) =>
      once(readings, JSON.stringify([question, texts]), async () => embedder.read?.(question, texts, signal)),
  };
  const shared: Venue = {
    ...venue,
    search: (input, signal) => once(searches, JSON.stringify(input), () => venue.search(input, signal)),
    embedder: sharedEmbedder,
  };
  return {
    venue: shared,
    forget() {
      searches.clear();
      embeddings.clear();
      rankings.clear();
      readings.clear();
    },
  };
}

function once<Value>(
  known: Map<string, Promise<Value>>,
  key: string,
  find: () => Promise<Value>,
): Promise<Value> {
  const value = known.get(key) ?? find();
  known.set(key, value);
  return value;
}
