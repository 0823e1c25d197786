import type { ModelManifest } from '../folder/manifest.ts';
import type { ChatMessage, GenerateEvent } from '../types.ts';

/** What the parent tells a generator process before its first call. */
export type GeneratorSetup = {
  /** Absolute path of the converted folder. */
  folder: string;
  graph: string;
  shape: ModelManifest['shape'];
  endTokenIds: readonly number[];
  /** Prompt and answer together. */
  contextTokens: number;
  threads: number;
  /** Budget for remembered system messages; 0 remembers none. */
  prefixCacheBytes: number;
};

export type GenerateInput = { messages: readonly ChatMessage[]; maxNewTokens: number };

export type GenerateOutcome = {
  reason: 'stop' | 'length' | 'repetition';
  tokens: number;
  timingsMs: { prompt: number; generate: number };
};

export type SpokenEvent = Extract<GenerateEvent, { type: 'started' | 'text' }>;

export type GeneratorCalls = {
  generate: { input: GenerateInput; event: SpokenEvent; output: GenerateOutcome };
  countTokens: { input: readonly ChatMessage[]; event: never; output: number };
};
