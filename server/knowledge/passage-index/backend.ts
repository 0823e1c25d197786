import type { PassageVector, VectorHit } from '../types.ts';

/** What an index holds: a version of one bot's passages, made by one embedder. */
export type IndexStamp = { version: number; embedder: string };

/** One change to a bot's index, applied whole or not at all. A passage's vector never changes: new text, new id. */
export type IndexChange = { add: readonly PassageVector[]; remove: readonly string[] };

/** Where vectors are kept and compared. Held to one contract by one test suite; it never decides what is true. */
export type VectorBackend = AsyncDisposable & {
  /** Undefined when the bot has no usable index: never made, deleted, corrupt. */
  stamp(botId: string): Promise<IndexStamp | undefined>;
  /** The passages in the index; none when it is not usable. */
  passageIds(botId: string): Promise<string[]>;
  /** Makes the index when there is none that is usable, and marks it with `stamp`. */
  apply(botId: string, change: IndexChange, stamp: IndexStamp): Promise<void>;
  /** Nearest first. Vectors have unit length, scores are cosines. */
  query(botId: string, vector: Float32Array, limit: number): Promise<VectorHit[]>;
  drop(botId: string): Promise<void>;
  /** Forgets all but those of the bots, which are asked for after what is held was looked at. */
  sweep(readBotIds: () => Promise<readonly string[]>): Promise<void>;
};
