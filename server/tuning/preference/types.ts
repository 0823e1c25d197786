import type { Clock } from '../../base/index.ts';
import type { ChatMessage } from '../../models/index.ts';
import type { PreferenceSource, PreferenceState, Store } from '../../store/index.ts';

export type PreferenceDeps = { store: Store; clock: Clock };

/** Two answers to one prompt, of which staff prefer one. */
export type PreferencePair = {
  id: string;
  botId: string;
  /** The prompt as served. */
  messages: ChatMessage[];
  /** What that prompt asks. */
  question: string;
  chosen: string;
  rejected: string;
  source: PreferenceSource;
  /** The answer that was corrected. */
  turnId?: string;
  /** Documents whose text stands in the prompt. */
  documentIds: string[];
  author: string;
  /** Who approved it. */
  reviewer?: string;
  /** Who took it out of what is learned. */
  retiredBy?: string;
  state: PreferenceState;
  /** Rises with every change. */
  version: number;
  /** Milliseconds since the epoch. */
  createdAt: number;
  updatedAt: number;
};

export type PreferenceId = { botId: string; pairId: string };
