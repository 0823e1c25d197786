import { availableParallelism } from 'node:os';
import {
  AppError,
  cancelled,
  type Log,
  type SupervisedChild,
  superviseChild,
  toAppError,
} from '../../base/index.ts';
import { requireIntact } from '../folder/check-files.ts';
import { identityOf, type ModelFolder } from '../folder/model-folder.ts';
import type { Embedder, ModelIdentity } from '../types.ts';
import { type EmbedBatch, planBatches } from './embed-batches.ts';
import type { EmbedderCalls, EmbedderSetup } from './embedder-calls.ts';
import { defaultMemoryLimit } from './memory-limit.ts';

export type EmbedderDeps = {
  log: Log;
  model: ModelFolder;
  /** Left out means every core. */
  threads?: number;
  /** Batches that may wait, those of one large call included. */
  queueLimit?: number;
  maxMemoryBytes?: number;
  drainTimeoutMs?: number;
};

export type RunningEmbedder = Embedder & AsyncDisposable & { pid(): number | undefined };

/** A call of so few texts is someone's question: it goes before every batch of a larger call. */
const MAX_INTERACTIVE_TEXTS = 4;
/** Some 100,000 passages: beyond this the caller should have split its work into jobs. */
const DEFAULT_QUEUE_LIMIT = 32_768;
const BATCH_TIMEOUT_MS = 60_000;

type Work = {
  batch: EmbedBatch;
  done: (vectors: Float32Array) => void;
  failed: (error: AppError) => void;
  /** The caller has given up, or another batch of the same call failed. */
  dropped: () => boolean;
};

/**
 * Starts the embedder process and waits until it can answer. Work is cut into small batches, one at a time, and
 * questions go before bulk: reading in documents delays a visitor by one batch at most.
 * @throws AppError `model_unavailable` where it cannot start, `model_file_invalid` where a file of it was changed
 */
export async function openEmbedder(deps: EmbedderDeps): Promise<RunningEmbedder> {
  await requireIntact(deps.model);
  const { manifest, path } = deps.model;
  const setup: EmbedderSetup = {
    folder: path,
    graph: manifest.graph,
    hiddenSize: manifest.shape.hiddenSize,
    maxTokens: manifest.contextTokens,
    threads: deps.threads ?? availableParallelism(),
  };
  const child = superviseChild<EmbedderCalls>({
    entry: new URL('./embedder-child.ts', import.meta.url),
    name: 'embedder',
    log: deps.log,
    setup,
    maxMemoryBytes: deps.maxMemoryBytes ?? defaultMemoryLimit(manifest),
    ...(deps.drainTimeoutMs === undefined ? {} : { drainTimeoutMs: deps.drainTimeoutMs }),
  });
  try {
    await child.ready();
  } catch (thrown) {
    await child[Symbol.asyncDispose]();
    throw thrown;
  }
  return new ChildEmbedder(child, identityOf(deps.model), {
    dimensions: manifest.shape.hiddenSize,
    queueLimit: deps.queueLimit ?? DEFAULT_QUEUE_LIMIT,
  });
}

class ChildEmbedder implements RunningEmbedder {
  readonly dimensions: number;
  readonly #child: SupervisedChild<EmbedderCalls>;
  readonly #identity: ModelIdentity;
  readonly #queueLimit: number;
  readonly #questions: Work[] = [];
  readonly #bulk: Work[] = [];
  #working: Promise<void> | undefined;

  constructor(
    child: SupervisedChild<EmbedderCalls>,
    identity: ModelIdentity,
    options: { dimensions: number; queueLimit: number },
  ) {
    this.#child = child;
    this.#identity = identity;
    this.#queueLimit = options.queueLimit;
    this.dimensions = options.dimensions;
  }

  identity(): ModelIdentity {
    return this.#identity;
  }

  pid(): number | undefined {
    return this.#child.pid();
  }

  async embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
    if (signal?.aborted) throw cancelled();
    const batches = planBatches(texts);
    this.#checkRoom(batches.length);
    const vectors: Float32Array[] = new Array(texts.length);
    const { promise: failure, reject } = Promise.withResolvers<never>();
    let dropped = false;
    const drop = (error: AppError) => {
      dropped = true;
      reject(error);
    };
    const cancel = () => drop(cancelled());
    signal?.addEventListener('abort', cancel, { once: true });
    const lane = texts.length <= MAX_INTERACTIVE_TEXTS ? this.#questions : this.#bulk;
    const all = batches.map(
      (batch) =>
        new Promise<void>((resolve) => {
          const done = (flat: Float32Array) => {
            for (const [at, index] of batch.indexes.entries()) {
              vectors[index] = flat.slice(at * this.dimensions, (at + 1) * this.dimensions);
            }
            resolve();
          };
          lane.push({ batch, done, failed: drop, dropped: () => dropped });
        }),
    );
    this.#workNext();
    try {
      await Promise.race([Promise.all(all), failure]);
      return vectors;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#child[Symbol.asyncDispose]();
    await this.#working;
  }

  #checkRoom(batches: number): void {
    if (this.#questions.length + this.#bulk.length + batches <= this.#queueLimit) return;
    throw new AppError(
      'queue_full',
      'Too many texts are waiting to be embedded. Please try again in a minute.',
      {
        details: { queueLimit: this.#queueLimit },
      },
    );
  }

  #workNext(): void {
    if (this.#working !== undefined) return;
    const next = this.#questions.shift() ?? this.#bulk.shift();
    if (next === undefined) return;
    this.#working = this.#work(next).then(() => {
      this.#working = undefined;
      this.#workNext();
    });
  }

  async #work({ batch, done, failed, dropped }: Work): Promise<void> {
    if (dropped()) return;
    try {
      done(await this.#child.call('embed', batch.texts, { timeoutMs: BATCH_TIMEOUT_MS }));
    } catch (thrown) {
      failed(toAppError(thrown));
    }
  }
}
