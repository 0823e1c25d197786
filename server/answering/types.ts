import type { HistoryMessage, Passport, Source } from '../contract/index.ts';

export type AnswerInput = {
  botId: string;
  question: string;
  history?: readonly HistoryMessage[];
  /** Requests of one key take turns with those of others. */
  fairnessKey?: string;
};

/**
 * One turn, as it happens. Text is only ever emitted sentence by sentence after its check; what was
 * emitted is never taken back. `finished` is the last event and comes exactly once, unless the turn throws.
 */
export type AnswerEvent =
  | { type: 'status'; status: 'searching' | 'queued' | 'reading' | 'writing'; position?: number }
  | { type: 'sources'; sources: Source[] }
  | { type: 'text'; delta: string }
  | { type: 'suggestions'; suggestions: string[] }
  | { type: 'finished'; text: string; offerPerson: boolean; passport: Passport };
