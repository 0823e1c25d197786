import type { AccountsDeps } from '../accounts/index.ts';
import type { ChatDeps } from '../chat/index.ts';
import type { Config } from '../config/index.ts';
import type { CrawlDeps } from '../knowledge/index.ts';
import type { Embedder, Generator, ModelsDeps } from '../models/index.ts';
import type {
  CompareDeps,
  CrossEncoder,
  ExerciseDeps,
  PublishDeps,
  TeachDeps,
  VersionDeps,
} from '../tuning/index.ts';

export type RunningServer = AsyncDisposable & { url: string };

/** What the commands need of the context; models start when they are first used. */
export type CliContext = ChatDeps &
  CrawlDeps &
  AsyncDisposable & {
    accounts: AccountsDeps;
    generator: Generator;
    embedder: Embedder;
    teaching: TeachDeps;
    versions: VersionDeps & PublishDeps;
    comparing: CompareDeps;
    /** Undefined where it is switched off. */
    crossEncoder: CrossEncoder | undefined;
    readExercises: ExerciseDeps['readExercises'];
    /** Listens as configured; disposing stops gracefully. */
    serve(): Promise<RunningServer>;
  };

/** Where a command speaks: results on stdout, everything about them on stderr. */
export type CliOutput = {
  stdout(text: string): void;
  stderr(text: string): void;
  /** Whether stderr is a terminal, so that a line may be drawn over. */
  isTerminal: boolean;
};

/** Handed in by `main.ts`, so that this room knows neither the context nor HTTP. */
export type CliDeps = {
  /** The environment, with what the command line says instead. */
  loadConfig(overrides?: Record<string, string>): Config;
  openContext(config: Config): Promise<CliContext>;
  modelsDeps(config: Config): ModelsDeps;
  output: CliOutput;
  /** Aborted by SIGINT and SIGTERM. */
  signal: AbortSignal;
};

/** Exit codes, the same for every command. */
export const EXIT = { ok: 0, failed: 1, usage: 2 } as const;
