import type { Clock, Log } from '../../base/index.ts';
import type { AnswerKind, CorrectionBody, HistoryMessage, Passport } from '../../contract/index.ts';
import type { ProcessLease } from '../../jobs/index.ts';
import type { KnowledgeDeps } from '../../knowledge/index.ts';
import type { Embedder } from '../../models/index.ts';
import type { CorrectionRoute, Store } from '../../store/index.ts';

export type CorrectionDeps = KnowledgeDeps & {
  store: Store;
  clock: Clock;
  log: Log;
  embedder: Embedder;
  /** Says to other processes that what bears its id is being worked on. */
  lease: ProcessLease;
};

/** An answer as it was given, with what was said before it. */
export type GivenAnswer = {
  /** The turn's. */
  id: string;
  messageId: string | null;
  passport: Passport;
  history: readonly HistoryMessage[];
  /** What was shown; null where it was not kept. */
  text: string | null;
};

/** What the bot says to the question now. */
export type AnswerNow = { text: string; kind: AnswerKind };

/** What a correction made, and what stood there before, so that it can be undone. */
export type MadeOf = {
  /** The document of the corrected facts. */
  documentId?: string;
  withheld?: { textHash: string; documentId: string };
  approved?: { id: string; before?: { answer: string; paraphrases: string[]; version?: number } };
  lessonId?: string;
  pairId?: string;
  /** Why there is no preference beside the lesson. */
  noPair?: string;
  test?: { id: string; isNew: boolean };
};

export type Correction = CorrectionBody;
export type { CorrectionRoute };
