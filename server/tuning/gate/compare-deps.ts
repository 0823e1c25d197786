import type { Clock, Log } from '../../base/index.ts';
import type { PassageIndex } from '../../knowledge/index.ts';
import type { Embedder, Generator } from '../../models/index.ts';
import type { Store } from '../../store/index.ts';

/** A version that can be asked, once it is opened; whoever opens it disposes it. */
export type FoundVersion = {
  /** The version's own id, also where a part was asked for. */
  versionId: string;
  /** @throws AppError `model_unavailable` and the like */
  open(signal?: AbortSignal): Promise<Generator & AsyncDisposable>;
};

/** A version of a bot by its id, or whoever plays the part. @throws AppError `not_found` */
export type FindVersion = (input: {
  botId: string;
  version: string | 'untuned' | 'release';
}) => Promise<FoundVersion>;

export type CompareDeps = {
  store: Store;
  clock: Clock;
  log: Log;
  embedder: Embedder;
  index: PassageIndex;
  findVersion: FindVersion;
};
