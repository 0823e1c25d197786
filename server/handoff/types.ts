import type { Clock, Log } from '../base/index.ts';
import type { Store } from '../store/index.ts';
import type { LiveEvents } from './live-events.ts';

export type HandoffDeps = {
  store: Store;
  clock: Clock;
  log: Log;
  live: LiveEvents;
  /** Ends the answer that the bot is writing in this process, if it is, and waits until it has ended. */
  stopAnswer(conversationId: string): Promise<void>;
};
