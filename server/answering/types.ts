import type { Clock, Log } from '../base/index.ts';
import type { BotSettings } from '../bots/index.ts';
import type { HistoryMessage, Passport, Source, VisitorReader } from '../contract/index.ts';
import type { SearchInput, SearchResult } from '../knowledge/index.ts';
import type { Embedder, Generator } from '../models/index.ts';
import type { ApprovedBook } from './approved-book.ts';
import type { DecisionModel } from './decision-coefficients.ts';

export type AnswerInput = {
  botId: string;
  question: string;
  history?: readonly HistoryMessage[];
  /** Who may be told what the documents say; a visitor nobody knows when absent. */
  reader?: VisitorReader | undefined;
  /** Requests of one key take turns with those of others. */
  fairnessKey?: string;
};

/** What a turn needs. `search` is knowledge's verb with its own deps already bound. */
export type AnsweringDeps = {
  search(input: SearchInput, signal?: AbortSignal): Promise<SearchResult>;
  generator: Generator;
  embedder: Embedder;
  /** Answers that win over search and model; none when absent. */
  approved?: ApprovedBook;
  bot: BotSettings;
  /** The bot's, BCP 47; English when absent. */
  language?: string;
  /** Fitted on the bot's own questions; the shipped coefficients when absent. */
  decision?: DecisionModel | undefined;
  settingsVersion: number;
  clock: Clock;
  log: Log;
};

/**
 * One turn, as it happens. Text is only ever emitted sentence by sentence after its check; what was
 * emitted is never taken back. `sources` repeats the whole list so far each time a new source is cited, always
 * before the text that cites it. `finished` is the last event and comes exactly once, unless the turn throws.
 */
export type AnswerEvent =
  | { type: 'status'; status: 'searching' | 'queued' | 'reading' | 'writing'; position?: number }
  | { type: 'sources'; sources: Source[] }
  | { type: 'text'; delta: string }
  | { type: 'suggestions'; suggestions: string[] }
  | { type: 'finished'; text: string; offerPerson: boolean; passport: Passport };

/** An approved answer that fits the question, and the phrasing by which it was found. */
export type ApprovedMatch = { id: string; version: number; text: string; phrasing: string; score: number };
