import type { AdaptedModule } from '../../graph/index.ts';
import type { ChatMessage, ModelFolder } from '../../models/index.ts';

/** How an adapter is trained. Equal recipe, rows, base and threads make equal adapters, byte by byte, on one machine. */
export type Recipe = {
  rank: number;
  alpha: number;
  /** Left out means every linear layer of a block. */
  modules?: readonly AdaptedModule[];
  /** Highest rate, reached after the warm-up. */
  learningRate: number;
  epochs: number;
  /** Rows whose gradients make one step. */
  batchRows: number;
  /** Part of all steps over which the rate rises, 0 to 1; from there it falls along a cosine to 0. */
  warmUpShare: number;
  weightDecay: number;
  /** Longest gradient, as the norm over all tensors; longer ones are shortened to it. */
  clipNorm: number;
  /** Longest row, prompt and answer together; longer ones are left out. */
  maxTokens: number;
  evaluationsPerEpoch: number;
  /** Evaluations without a better held-out loss after which training ends. */
  patience: number;
  seed: number;
  /** Adapts the top n layers only; left out means all. */
  layers?: number;
  /** Left out means to learn the answers; see `Objective`. */
  objective?: Objective;
  /** The steps after it, in the record of a version; nothing trains by them. */
  preference?: PreferenceRecord;
  thumbs?: ThumbsRecord;
  /** What was forgotten, in the record of a version. */
  forgetting?: Forgetting;
};

/** Mean loss by token on what the untuned model says to general requests: of that model itself, and once it is taught. */
export type Forgetting = { rows: number; before: number; after: number };

/** What a step after the lessons did to an adapter. */
type StepRecord = {
  heldOut: number;
  steps: number;
  /** On those kept aside, see `TrainingEvent`. */
  margin: number | null;
  learningRate: number;
  epochs: number;
  objective: Objective | undefined;
};

/** What corrections did. */
export type PreferenceRecord = { pairs: number } & StepRecord;

/** What thumbs did; `up` and `down` were learned from. */
export type ThumbsRecord = { up: number; down: number } & StepRecord;

export type Objective =
  | { kind: 'supervised' }
  /**
   * Direct preference optimisation against the adapter that training starts from (or the base alone): examples with
   * `rejected` are learned as pairs. `supervisedShare` of the loss is the ordinary one on the preferred answer.
   */
  | { kind: 'preference'; beta: number; supervisedShare: number }
  /**
   * Kahneman-Tversky optimisation against the same: examples with `liked`, one by one. `counts` of those learned from: the rarer
   * kind weighs more.
   */
  | { kind: 'judgement'; beta: number; counts: { liked: number; disliked: number } }
  /**
   * An embedder learns which line answers a question: cosines times `scale`, softmax over all lines of the step, cross entropy of
   * the one that answers. All its matrices are trained, and rank, alpha, layers and modules say nothing.
   */
  | { kind: 'contrast'; scale: number };

/** A conversation that ends with the assistant's answer; the answer with its end token is all that is learned. */
export type Example = {
  id: string;
  messages: ChatMessage[];
  /** A worse answer to the same; read under the objective `preference`, which wants one in every example. */
  rejected?: string;
  /** Whether people liked the answer; read under the objective `judgement`, which wants it in every example. */
  liked?: boolean;
  /** Texts that do not answer; read under the objective `contrast`, beside those of the step's other examples. */
  others?: string[];
  /** Left out before all others where time is short. */
  spare?: true;
};

export type TrainingInput = {
  base: ModelFolder;
  train: Example[];
  /** Never learned; without any, there is no early stopping and the last adapter counts. */
  heldOut: Example[];
  /** Never learned either; what is forgotten is measured on them. */
  replay?: Example[];
  recipe: Recipe;
  threads: number;
  /** Goes on where this was taken. The rest of the input must be what it was then. */
  resume?: Checkpoint;
  /** An adapter to start from, safetensors as in `Checkpoint`; left out means a fresh one. */
  start?: Uint8Array;
};

/** All that is needed to go on: kept by the caller, who need not look inside. */
export type Checkpoint = {
  /** Steps done. */
  step: number;
  /** safetensors, the trained tensors by their names: those of an adapter (`adapterTensors`) or of a cross-encoder. */
  adapter: Uint8Array;
  /** safetensors: the optimiser's moments, and the best values so far. */
  moments: Uint8Array;
  /** JSON: what early stopping knows, and a digest of the input. */
  state: string;
};

export type TrainingEstimate = {
  tokensPerSecond: number;
  /** All rows, as often as they are read, held-out ones included. */
  tokens: number;
  seconds: number;
  /** Peak resident size of the trainer while it was measured. */
  memoryBytes: number;
  /** Rows that are longer than the recipe's `maxTokens`, and so left out. */
  skipped: { id: string; tokens: number }[];
};

export type TrainingEvent =
  | ({ type: 'estimate' } & TrainingEstimate)
  | {
      type: 'step';
      /** From 1. */
      step: number;
      steps: number;
      /** Mean by token over the step's rows, or by pair or judged answer. */
      loss: number;
      /** Of preferences: how much more than the reference it prefers the better answers, in nats; see `Learned`. */
      margin: number | null;
      learningRate: number;
      /** Before clipping. */
      gradientNorm: number;
      tokensPerSecond: number;
      etaSeconds: number;
    }
  | { type: 'heldOut'; step: number; loss: number; margin: number | null; best: boolean }
  | { type: 'checkpoint'; checkpoint: Checkpoint }
  | {
      type: 'finished';
      reason: 'done' | 'early-stop';
      /** The step after which the adapter was taken: the best one by held-out loss. */
      step: number;
      /** safetensors. */
      adapter: Uint8Array;
      /** NaN without held-out rows. */
      heldOutLoss: number;
      /** Absent without `replay`. */
      forgetting?: Forgetting;
    };

/**
 * The trainer, in a process of its own and of low priority.
 * Dispose it after a run: a process keeps the memory that a run took.
 */
export type Trainer = AsyncDisposable & {
  /**
   * Trains an adapter; one run at a time. Aborting `signal` yields one last checkpoint (of the last whole step) and
   * then throws `cancelled`.
   * @throws AppError `bad_request` where nothing can be learned from the rows or a checkpoint is of another run,
   * `model_source_failed`, `model_file_invalid`, `model_crashed`, `storage_failed`, `cancelled`
   */
  train(input: TrainingInput, signal?: AbortSignal): AsyncGenerator<TrainingEvent>;
  /** Measures for ten seconds what training would take, and trains nothing. @throws as `train` */
  estimate(input: TrainingInput, signal?: AbortSignal): Promise<TrainingEstimate>;
  /** The process, for operators and crash tests. */
  pid(): number | undefined;
};
