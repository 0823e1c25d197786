import type { HistoryMessage } from '../contract/index.ts';

export type SearchInput = {
  botId: string;
  /** What the visitor asked, as typed. */
  question: string;
  history?: readonly HistoryMessage[];
  /** Passages wanted, best first. */
  limit: number;
};

export type SearchHit = {
  passageId: string;
  documentId: string;
  documentName: string;
  position: number;
  titlePath: string[];
  text: string;
  url?: string;
  /** Fused score; only comparable inside one result. */
  score: number;
  /** Cosine of question and passage, -1 to 1. */
  vectorScore: number;
  /** BM25-like, 0 when no word matched. */
  lexicalScore: number;
};

export type SearchResult = {
  /** The question as it was searched, the conversation folded in. */
  searched: string;
  hits: SearchHit[];
  indexVersion: number;
};
