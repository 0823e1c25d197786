import type { HistoryMessage } from '../contract/index.ts';

export type ChatMessage = HistoryMessage | { role: 'system'; content: string };

export type ModelIdentity = {
  /** Catalogue id or model-version id. */
  id: string;
  /** SHA-256 over the served files, hex. */
  sha256: string;
  precision: 'q8' | 'q4' | 'fp32';
};

export type GenerateRequest = {
  messages: ChatMessage[];
  /** Upper bound on generated tokens. */
  maxNewTokens: number;
  /** Who waits: requests of one key take turns with those of others. */
  fairnessKey?: string;
};

export type GenerateEvent =
  | { type: 'queued'; position: number }
  | { type: 'started'; promptTokens: number; promptSha256: string }
  | { type: 'text'; delta: string }
  | {
      type: 'finished';
      reason: 'stop' | 'length' | 'repetition';
      tokens: number;
      timingsMs: { queue: number; prompt: number; generate: number };
    };

/**
 * The language model, in its own process. Greedy, hence repeatable on one machine.
 * Aborting `signal` stops the work within one run of the decode loop.
 * @throws AppError `queue_full`, `model_unavailable`, `model_crashed`, `cancelled`, `timeout`, `too_large`
 */
export type Generator = {
  identity(): ModelIdentity;
  /** Tokens the prompt would take; the context limit is `contextTokens`. */
  countTokens(messages: ChatMessage[]): Promise<number>;
  readonly contextTokens: number;
  generate(request: GenerateRequest, signal?: AbortSignal): AsyncIterable<GenerateEvent>;
};

/** What the cross-encoder makes of texts beside a question. */
export type Reading = {
  /** Of each text: log-odds that it answers the question, natural logarithm. */
  logOdds: number[];
  model: ModelIdentity;
};

/** Of each text, by the bi-encoder. */
export type RankVectors = { vectors: Float32Array[]; model: ModelIdentity };

/**
 * Text to unit vectors, in its own process, in batches.
 * @throws AppError `model_unavailable`, `model_crashed`, `cancelled`, `queue_full`
 */
export type Embedder = {
  identity(): ModelIdentity;
  readonly dimensions: number;
  embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]>;
  /**
   * Unit vectors of the bi-encoder, which was taught to put a question next to the line that answers it; to be compared with each other
   * only. Undefined where this machine has none, or none yet.
   */
  embedToRank?(texts: readonly string[], signal?: AbortSignal): Promise<RankVectors | undefined>;
  /** Reads each text together with the question. Undefined where this machine has no cross-encoder, or none yet. */
  read?(question: string, texts: readonly string[], signal?: AbortSignal): Promise<Reading | undefined>;
};

/**
 * What an embedder can be taught to be. A cross-encoder reads question and text together and tells whether the text answers; a
 * bi-encoder is an embedder still, which puts questions near the texts that answer them.
 */
export type TaughtKind = (typeof TAUGHT_KINDS)[number];
export const TAUGHT_KINDS = ['cross-encoder', 'bi-encoder'] as const;

/** One that is or will be on this machine. */
export type TaughtEncoder = {
  kind: TaughtKind;
  /** The embedder it is made of. */
  base: { id: string };
  /** SHA-256 over all that it is taught with, hex. */
  digest: string;
};
