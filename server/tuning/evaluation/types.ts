import type { Clock, Log } from '../../base/index.ts';
import type { BotSettings } from '../../bots/index.ts';
import type { Embedder, Generator } from '../../models/index.ts';
import type { Estimate } from './estimate.ts';
import type { CorpusRow, QuestionRow } from './rows.ts';

/** `generator` is used by `evaluateAnswers` alone. */
export type EvaluationDeps = { embedder: Embedder; clock: Clock; log: Log };

export type Retriever = 'hybrid' | 'lexical' | 'vector';
export const RETRIEVERS = ['hybrid', 'lexical', 'vector'] as const satisfies readonly Retriever[];

/** Rows of `{id, title?, text}`, each a document of one passage; or an organisation's folder, ingested as when served. */
export type EvaluationCorpus = { rows: readonly CorpusRow[] } | { organisationFolder: string };

export type EvaluationInput = {
  corpus: EvaluationCorpus;
  questions: readonly QuestionRow[];
  /** The bot under test; by default one with plain settings. */
  bot?: BotSettings;
  /** Called as questions are finished. */
  onProgress?: (progress: { stage: 'ingesting' | 'asking'; done: number; total: number }) => void;
};

export type AnswersDeps = EvaluationDeps & { generator: Generator };

/** What every report has; `items` holds every question with what happened to it. */
export type EvaluationReport<Item> = {
  kind: 'retrieval' | 'answers' | 'refusal' | 'routing';
  /** Counts and settings needed to read the figures. */
  setup: Record<string, string | number>;
  measures: Record<string, Estimate>;
  items: Item[];
  elapsedMs: number;
};
