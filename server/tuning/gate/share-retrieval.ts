import type { SearchResult } from '../../knowledge/index.ts';
import type { Venue } from '../evaluation/ask-question.ts';

/** The same bot, finding and ranking only once for whoever is asked the same question; made anew for each question. */
export function shareRetrieval(venue: Venue): Venue {
  const searches = new Map<string, Promise<SearchResult>>();
  const embeddings = new Map<string, Promise<Float32Array[]>>();
  const { embedder } = venue;
  return {
    ...venue,
    search: (input, signal) => once(searches, JSON.stringify(input), () => venue.search(input, signal)),
    embedder: {
      dimensions: embedder.dimensions,
      identity: () => embedder.identity(),
      embed: (texts, signal) => once(embeddings, JSON.stringify(texts), () => embedder.embed(texts, signal)),
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
