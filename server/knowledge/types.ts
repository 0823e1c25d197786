import type { Clock, Log } from '../base/index.ts';
import type { Audience, ErrorCode, HistoryMessage } from '../contract/index.ts';
import type { Embedder } from '../models/index.ts';
import type { DocumentState, Store } from '../store/index.ts';
import type { Reader } from './audience.ts';

export type SearchInput = {
  botId: string;
  /** What the visitor asked, as typed. */
  question: string;
  history?: readonly HistoryMessage[];
  /** Who may be told what is found; a visitor nobody knows when absent. */
  reader?: Reader | undefined;
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
  /** Share of the question's words that the passage holds, each weighed by how rare it is in this bot's knowledge. */
  wordShare: number;
};

export type SearchResult = {
  /** The question as it was searched, the conversation folded in. */
  searched: string;
  /** Unit vector of `searched`, for whoever compares it with more texts. */
  searchedVector: Float32Array;
  hits: SearchHit[];
  indexVersion: number;
};

/** What every verb of this room works with; the context satisfies it. */
export type KnowledgeDeps = {
  store: Store;
  embedder: Embedder;
  extractor: Extractor;
  index: PassageIndex;
  clock: Clock;
  log: Log;
};

export type DocumentSummary = {
  id: string;
  botId: string;
  name: string;
  title: string;
  mediaType: string;
  url?: string;
  contentHash: string;
  byteLength: number;
  state: DocumentState;
  enabled: boolean;
  /** When it begins and ceases to answer; milliseconds since the epoch. */
  validFrom?: number;
  validUntil?: number;
  /** Who may be told what it says. */
  audience: Audience;
  /** Passages that can be found now; while a new version is prepared, those of the old one. */
  passageCount: number;
  /** Why it failed: a code for machines, one sentence for people. */
  error?: { code: ErrorCode; message: string };
  createdAt: number;
  updatedAt: number;
};

export type PassageView = {
  id: string;
  position: number;
  titlePath: string[];
  text: string;
};

/** `withheld`: taken out of use by itself, while its document answers. */
export type DocumentDetail = DocumentSummary & { passages: (PassageView & { withheld: boolean })[] };

/** `name` is the document's stable key inside the bot, never a path on this machine. */
export type IngestFile = {
  name: string;
  bytes: Uint8Array;
  /** A hint only: the type is read from the content. */
  mediaType?: string;
  url?: string;
  title?: string;
  /** Who may be told what it says; as it was when absent, everybody for a new one. */
  audience?: Audience | undefined;
};

export type AddOutcome = 'added' | 'replaced' | 'unchanged';

/** `done` of `total` passages have their vector. */
export type PrepareProgress = { state: 'reading' | 'preparing'; done: number; total: number };

export type IngestEvent =
  | { type: 'document-started'; name: string; number: number }
  | ({ type: 'document-progressed'; name: string; documentId: string } & PrepareProgress)
  | {
      type: 'document-ready';
      name: string;
      documentId: string;
      outcome: AddOutcome;
      passages: number;
      warnings: string[];
    }
  | { type: 'document-failed'; name: string; documentId?: string; code: ErrorCode; message: string }
  | {
      type: 'finished';
      ready: number;
      unchanged: number;
      failed: number;
      passages: number;
      elapsedMs: number;
    };

/** One passage of a document as it was read, before it is stored. */
export type ReadPassage = { titlePath: string[]; text: string };

export type ReadDocument = {
  title: string;
  /** Of the content, not of the name. */
  mediaType: string;
  passages: ReadPassage[];
  /** What could not be read, in sentences: `Page 3 holds only a picture.` */
  warnings: string[];
};

/** The bytes of one untrusted file. `name` helps to tell CSV from text and to make a title, nothing else. */
export type ReadInput = { name: string; bytes: Uint8Array; mediaType?: string; title?: string };

/** A sitemap may be gzipped, XML or a plain list. */
export type ReadLinksInput = { bytes: Uint8Array; url: string; kind: 'page' | 'sitemap' };

export type PageLinks = {
  /** Absolute, each once. */
  pages: string[];
  sitemaps: string[];
  /** What the page says is its one address. */
  canonical: string | undefined;
  /** What the page asks of robots. */
  noIndex: boolean;
  noFollow: boolean;
};

/**
 * Turns untrusted files into passages, in its own process, under time, memory and output limits.
 * @throws AppError `unreadable_document`, `unsupported_type`, `too_large`, `timeout`, `cancelled`
 */
export type Extractor = AsyncDisposable & {
  read(input: ReadInput, signal?: AbortSignal): Promise<ReadDocument>;
  links(input: ReadLinksInput, signal?: AbortSignal): Promise<PageLinks>;
};

export type PassageVector = { passageId: string; vector: Float32Array };
export type VectorHit = { passageId: string /** Cosine, -1 to 1. */; score: number };

/**
 * The nearest passages by meaning, one index a bot. A projection of the database: it may be behind, so whoever
 * queries it checks its hits there; whatever is wrong with it, it is made again.
 */
export type PassageIndex = AsyncDisposable & {
  /** Brings a bot's index to the database's version; true when it is there. Failures are logged, never thrown. */
  refresh(botId: string): Promise<boolean>;
  /** The same soon and in the background; many requests in a row are one refresh now and then. */
  requestRefresh(botId: string): void;
  /**
   * Nearest first; undefined while the bot has no usable index (never made, deleted, corrupt, other embedder).
   * An index that is not at `version` is refreshed in the background.
   */
  query(
    botId: string,
    vector: Float32Array,
    limit: number,
    version: number,
  ): Promise<VectorHit[] | undefined>;
  /** Forgets a bot's index. */
  drop(botId: string): Promise<void>;
  /** Forgets what a crash left of bots that are gone. */
  sweep(): Promise<void>;
};
