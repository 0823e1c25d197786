import type { Log } from '../../base/index.ts';
import type { ModelFolder } from '../../models/index.ts';
import type { CrossEncoder } from '../cross-encoder/cross-encoder.ts';
import type { PlanInput } from '../preference/prepare-step.ts';
import type { PlanThumbsInput } from '../thumbs/plan-thumbs.ts';
import type { Example, Recipe, Trainer } from '../training/types.ts';
import type { Machine } from './machine.ts';
import type { RunDeps, RunSettings, StepPlan } from './run.ts';

/** What a run learns from, and what it is stopped by. */
export type TeachingRows = {
  train: Example[];
  heldOut: Example[];
  /** What the untuned model says, kept aside: what is forgotten is measured on it. */
  replay?: Example[];
};

export type OnStageProgress = (progress: { done: number; total: number }) => void;

export type StageInput = {
  botId: string;
  runId: string;
  /** Who started the run. */
  actor: string;
  seed: number;
};

/** What a run learns from beside lessons and documents. */
export type DataWishes = Pick<RunSettings, 'exercises' | 'replay' | 'thumbs'>;

/** The parts of teaching that a run strings together. */
export type TeachStages = {
  /** What is wrong with a bot's lessons, in sentences; empty when they can be learned. */
  findLessonProblems(botId: string): Promise<readonly string[]>;
  /** The model that is adapted, where it is on this machine. */
  findBase(): Promise<ModelFolder | undefined>;
  /** The same, fetched where they are missing. */
  openBase(signal?: AbortSignal): Promise<ModelFolder>;
  /** The same lessons, documents and seed give the same set. */
  assemble(
    input: Omit<StageInput, 'runId'> & DataWishes & { onProgress?: OnStageProgress },
    signal?: AbortSignal,
  ): Promise<{
    dataSetId: string;
    /** Why nothing can be learned from it. */
    problems: readonly string[];
    /** What staff should look at, though it can be learned. */
    notes: readonly string[];
  }>;
  readRows(dataSetId: string): Promise<TeachingRows>;
  /**
   * The corrections to learn after the lessons, with a word for staff; no plan where there are too few.
   * @throws AppError `bad_request` where they are required
   */
  planPreferences(
    input: PlanInput,
    signal?: AbortSignal,
  ): Promise<{ plan?: StepPlan; notes: readonly string[] }>;
  /** The corrections of a plan. @throws AppError `conflict` where one is gone */
  readPreferences(input: { botId: string; plan: StepPlan }): Promise<TeachingRows>;
  /** @throws AppError `bad_request` where a bot has too few thumbs for them to be required */
  requireThumbs(botId: string): Promise<void>;
  /** The judged replies of a data set to learn last, as `planPreferences`. */
  planThumbs(input: PlanThumbsInput): Promise<{ plan?: StepPlan; notes: readonly string[] }>;
  /** @throws AppError `conflict` where one is gone */
  readThumbs(input: { dataSetId: string; plan: StepPlan }): Promise<TeachingRows>;
  /** To measure takes ten seconds, to train begins at once. */
  openTrainer(purpose: 'measure' | 'train'): Promise<Trainer>;
  /** Merges the adapter into a version of the bot that can serve. */
  createVersion(input: NewVersion, signal?: AbortSignal): Promise<{ versionId: string }>;
  /** Runs the gate on a version. Undefined where the bot has no test questions, so that nothing can be told. */
  compare(
    input: StageInput & { versionId: string; onProgress?: OnStageProgress },
    signal?: AbortSignal,
  ): Promise<{ comparisonId: string; summary: string } | undefined>;
};

export type NewVersion = StageInput & {
  dataSetId: string;
  base: ModelFolder;
  recipe: Recipe;
  /** Safetensors. */
  adapter: Uint8Array;
  step: number;
  heldOutLoss: number | null;
};

export type TeachDeps = RunDeps & {
  log: Log;
  dataDir: string;
  /** Catalogue id of the model that is adapted. */
  baseModel: string;
  /** Threads of the trainer. */
  threads: number;
  machine: Machine;
  /** Undefined where this installation makes none. */
  crossEncoder?: Pick<CrossEncoder, 'find' | 'findBiEncoder' | 'make' | 'isBeingMade'> | undefined;
  stages: TeachStages;
};
