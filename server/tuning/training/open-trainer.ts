import { totalmem } from 'node:os';
import { cancelled, type Log, type SupervisedChild, superviseChild } from '../../base/index.ts';
import { createEventChannel, fetchModelOrigin, type ModelsDeps } from '../../models/index.ts';
import type { TrainerCalls, TrainerSetup } from './trainer-calls.ts';
import type { Trainer, TrainingEstimate, TrainingEvent, TrainingInput } from './types.ts';

export type TrainerDeps = {
  log: Log;
  /** Where the base's original weights come from; its cache keeps the frozen weights. */
  models: ModelsDeps;
  /** Resident size above which the trainer is stopped; left out means 80 % of the machine's memory. */
  maxMemoryBytes?: number;
  /** Between two checkpoints that no evaluation asks for, default a minute. */
  checkpointEveryMs?: number;
  /** How long the speed is measured before training, default ten seconds. */
  measureMs?: number;
  /** Tokens that run together, default one ordinary row of a conversation. */
  tokensPerRun?: number;
  /** False for what is begun anew when it was stopped: all of an encoder's matrices are 170 MB at a time. */
  keepsCheckpoints?: boolean;
};

const MEMORY_SHARE = 0.8;
const CHECKPOINT_EVERY_MS = 60_000;
const MEASURE_MS = 10_000;
/** Behind everything that people wait for. */
const NICENESS = 15;
/** A stop is heeded between two runs of the graph, and one long row takes seconds on a busy machine. */
const CANCEL_TIMEOUT_MS = 60_000;
/** Tokens that run together: one ordinary row. More rows at a time were no faster and take 1.1 GB more each 350 tokens. */
export const TOKENS_PER_RUN = 512;

/** Starts the trainer's process. @throws AppError `model_unavailable` where it cannot start */
export async function openTrainer(deps: TrainerDeps): Promise<Trainer> {
  const setup: TrainerSetup = {
    cacheDir: deps.models.cacheDir,
    checkpointEveryMs: deps.checkpointEveryMs ?? CHECKPOINT_EVERY_MS,
    measureMs: deps.measureMs ?? MEASURE_MS,
    tokensPerRun: deps.tokensPerRun ?? TOKENS_PER_RUN,
    keepsCheckpoints: deps.keepsCheckpoints ?? true,
  };
  const child = superviseChild<TrainerCalls>({
    entry: new URL('./trainer-child.ts', import.meta.url),
    name: 'trainer',
    log: deps.log,
    setup,
    maxMemoryBytes: deps.maxMemoryBytes ?? totalmem() * MEMORY_SHARE,
    cancelTimeoutMs: CANCEL_TIMEOUT_MS,
    drainTimeoutMs: 0,
    niceness: NICENESS,
  });
  const trainer = new ChildTrainer(child, deps.models);
  try {
    await child.ready();
    return trainer;
  } catch (thrown) {
    await trainer[Symbol.asyncDispose]();
    throw thrown;
  }
}

class ChildTrainer implements Trainer {
  readonly #child: SupervisedChild<TrainerCalls>;
  readonly #models: ModelsDeps;

  constructor(child: SupervisedChild<TrainerCalls>, models: ModelsDeps) {
    this.#child = child;
    this.#models = models;
  }

  pid(): number | undefined {
    return this.#child.pid();
  }

  async *train(input: TrainingInput, signal?: AbortSignal): AsyncGenerator<TrainingEvent> {
    if (signal?.aborted) throw cancelled();
    const origin = await fetchModelOrigin(this.#models, input.base, signal);
    const channel = createEventChannel<TrainingEvent>();
    const stop = new AbortController();
    const abort = () => stop.abort();
    signal?.addEventListener('abort', abort, { once: true });
    const options = { signal: stop.signal, onEvent: (event: TrainingEvent) => channel.push(event) };
    const work = this.#child.call('train', { input, origin }, options).then(
      () => channel.close(),
      (thrown) => channel.fail(thrown),
    );
    try {
      yield* channel;
    } finally {
      signal?.removeEventListener('abort', abort);
      stop.abort();
      await work;
    }
  }

  async estimate(input: TrainingInput, signal?: AbortSignal): Promise<TrainingEstimate> {
    const origin = await fetchModelOrigin(this.#models, input.base, signal);
    return await this.#child.call('estimate', { input, origin }, { signal });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#child[Symbol.asyncDispose]();
  }
}
