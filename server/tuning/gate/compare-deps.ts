import type { Clock, Log } from '../../base/index.ts';
import type { PassageIndex } from '../../knowledge/index.ts';
import type { Embedder, Generator } from '../../models/index.ts';
import type { Store } from '../../store/index.ts';

/** A version that can be asked, for as long as it is needed. */
export type OpenVersion = AsyncDisposable & {
  /** The version's own id, also where a part was asked for. */
  versionId: string;
  generator: Generator;
};

/** Opens a version by its id, or whoever plays the part. @throws AppError `not_found`, `model_unavailable` */
export type OpenVersionOf = (
  input: { botId: string; version: string | 'untuned' | 'release' },
  signal?: AbortSignal,
) => Promise<OpenVersion>;

export type CompareDeps = {
  store: Store;
  clock: Clock;
  log: Log;
  embedder: Embedder;
  index: PassageIndex;
  openVersion: OpenVersionOf;
};
