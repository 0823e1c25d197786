import type { ModelOrigin } from '../../models/index.ts';
import type { TrainingEstimate, TrainingEvent, TrainingInput } from './types.ts';

export type TrainerSetup = {
  /** Holds the frozen weights. */
  cacheDir: string;
  checkpointEveryMs: number;
  measureMs: number;
  tokensPerRun: number;
  keepsCheckpoints: boolean;
};

export type TrainerCallInput = { input: TrainingInput; origin: ModelOrigin };

export type TrainerCalls = {
  train: { input: TrainerCallInput; event: TrainingEvent; output: null };
  estimate: { input: TrainerCallInput; event: never; output: TrainingEstimate };
};
