import type { VisitorIdentity } from '../access/index.ts';
import type { AnswerEvent, AnswerInput } from '../answering/index.ts';
import type { Clock, Log, Metrics } from '../base/index.ts';
import type { LiveEvents } from '../handoff/index.ts';
import type { ProcessLease } from '../jobs/index.ts';
import type { Generator } from '../models/index.ts';
import type { Store } from '../store/index.ts';
import type { RunningTurns } from './running-turns.ts';

export type ChatDeps = {
  store: Store;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  turns: RunningTurns;
  /** What says to other processes that the replies written here are being written. */
  lease: ProcessLease;
  live: LiveEvents;
  /** The answering room's verb, with a bot's settings and the models already bound. */
  answer(
    input: AnswerInput,
    signal?: AbortSignal,
    /** What words it; the bot's current release when absent. */
    generator?: Generator,
  ): AsyncIterable<AnswerEvent>;
};

/** Who asks. The session is the browser's secret and never stored; the hash is what a conversation is bound to. */
export type Visitor = {
  session: string;
  hash: string;
  /** Set when the organisation vouches for them, at this bot alone. */
  identity?: VisitorIdentity;
};
