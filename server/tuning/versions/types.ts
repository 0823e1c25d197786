import type { Clock, Log } from '../../base/index.ts';
import type { GroundPart } from '../../contract/index.ts';
import type { ModelsDeps } from '../../models/index.ts';
import type { Store, TestSplit, VersionState } from '../../store/index.ts';
import type { LessonDecision } from '../decision/lesson-decision.ts';
import type { Recipe } from '../training/types.ts';

/** What the verbs on records need. */
export type VersionRecordDeps = { store: Store; clock: Clock };

/** What making and running a version's files needs besides. */
export type VersionDeps = VersionRecordDeps & {
  log: Log;
  /** Holds the merged files, in `versions/`; all of them can be made again from the database. */
  dataDir: string;
  models: ModelsDeps;
  /** Of one answer. */
  threads?: number;
  queueLimit?: number;
  maxContextTokens?: number;
};

/** A version of a bot: base model, adapter, and where they come from. */
export type Version = {
  /** From its content: equal base, adapter and scale have the same id. */
  id: string;
  botId: string;
  /** `candidate` until it was published once. */
  state: VersionState;
  base: {
    /** Catalogue id. */
    id: string;
    /** SHA-256 over its original weights, hex. */
    sha256: string;
  };
  rank: number;
  alpha: number;
  /** Size of the adapter. */
  adapterBytes: number;
  /** SHA-256 over the files that serve, as passports name it. */
  sha256: string;
  /** Null for what was not trained here. */
  recipe: Recipe | null;
  dataSetId: string | null;
  runId: string | null;
  step: number | null;
  /** Mean loss by token on the held-out rows. */
  heldOutLoss: number | null;
  /** By what it decides whether to answer; null: as the bot does. */
  decision: LessonDecision | null;
  author: string;
  retiredReason: string | null;
  /** Milliseconds since the epoch. */
  createdAt: number;
  updatedAt: number;
};

export type VersionId = { botId: string; versionId: string };

/** What the gate found out about a version, and on what. */
export type GateVerdict = {
  comparisonId: string;
  verdict: 'better' | 'not-better' | 'not-enough-tests';
  /** For staff. */
  reasons: readonly string[];
  /** How many questions were asked, and of which of the bot's tests; null for a file's questions. */
  questions: number;
  split: TestSplit | null;
  /** Milliseconds since the epoch. */
  madeAt: number | null;
  /** What is not as it was when the verdict was made. */
  changedSince: readonly GroundPart[];
};
