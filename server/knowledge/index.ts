/**
 * Purpose: documents in, passages found: fetch, extract, split, embed, index, search.
 * Invariant: the database is the truth, the index a projection that can be rebuilt; a deletion takes effect at once.
 * Must never know: conversations, prompts, HTTP.
 */
export type { SearchHit, SearchInput, SearchResult } from './types.ts';
