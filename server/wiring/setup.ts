import type { Limits, SignInLimits } from '../access/index.ts';
import type { Clock, Log } from '../base/index.ts';
import type { Config } from '../config/index.ts';
import type { CrawlSettings, Extractor, PassageIndex } from '../knowledge/index.ts';
import type { Embedder, Generator, RunningGenerator } from '../models/index.ts';
import type { Store } from '../store/index.ts';
import type { CrossEncoder, Exercise, FindVersion, Machine, TeachStages } from '../tuning/index.ts';

/** What every part is built from. */
export type Setup = {
  config: Config;
  overrides: ContextOverrides;
  /** Takes what must be disposed, in the order in which it is opened. */
  opening: AsyncDisposableStack;
};

/** What a test may bring of its own. What is brought is not disposed. */
export type ContextOverrides = Partial<{
  clock: Clock;
  log: Log;
  store: Store;
  generator: Generator;
  embedder: Embedder;
  /** Starts what answers with a version. */
  openVersion: (versionId: string) => Promise<RunningGenerator>;
  readExercises: () => Promise<Exercise[]>;
  extractor: Extractor;
  index: PassageIndex;
  limits: Limits;
  signInLimits: SignInLimits;
  assetsDir: string;
  turnGraceMs: number;
  machine: Machine;
  teachStages: TeachStages;
  findVersion: FindVersion;
  crossEncoder: CrossEncoder;
  /** Sites are visited at once and without pauses. */
  crawlLimits: Partial<CrawlSettings['limits']>;
}>;
