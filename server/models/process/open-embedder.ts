import { availableParallelism } from 'node:os';
import { type Log, type SupervisedChild, superviseChild, toAppError } from '../../base/index.ts';
import type { ErrorCode } from '../../contract/index.ts';
import { requireIntact } from '../folder/check-files.ts';
import { identityOf, type ModelFolder } from '../folder/model-folder.ts';
import type { Embedder, ModelIdentity, RankVectors, Reading } from '../types.ts';
import { planBatches } from './embed-batches.ts';
import type { EmbedderCalls, EmbedderSetup } from './embedder-calls.ts';
import { defaultMemoryLimit } from './memory-limit.ts';
import { TaughtHere } from './taught-here.ts';
import { WorkQueue } from './work-queue.ts';

export type EmbedderDeps = {
  log: Log;
  model: ModelFolder;
  /** The cross-encoder on this machine, asked for every few seconds until there is one. Left out means that there is none. */
  crossEncoder?: () => Promise<ModelFolder | undefined>;
  /** The bi-encoder, likewise. */
  biEncoder?: () => Promise<ModelFolder | undefined>;
  /** Left out means every core. */
  threads?: number;
  /** Batches and texts to read that may wait, those of one large call included. */
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
/** The first call opens the model; every other takes some milliseconds, and an answer does without rather than wait. */
const TAUGHT_TIMEOUT_MS = 10_000;
/** What these may fail with like any other call; whatever else fails, answers go on without what the machine taught itself. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set(['cancelled', 'queue_full', 'shutting_down']);

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
  const taught = [deps.biEncoder, deps.crossEncoder].filter((find) => find !== undefined);
  const manifests = [manifest, ...taught.map(() => manifest)];
  const child = superviseChild<EmbedderCalls>({
    entry: new URL('./embedder-child.ts', import.meta.url),
    name: 'embedder',
    log: deps.log,
    setup,
    maxMemoryBytes: deps.maxMemoryBytes ?? defaultMemoryLimit(...manifests),
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
    queue: new WorkQueue(deps.queueLimit ?? DEFAULT_QUEUE_LIMIT),
    crossEncoder: new TaughtHere('cross-encoder', deps.crossEncoder, deps.log),
    biEncoder: new TaughtHere('bi-encoder', deps.biEncoder, deps.log),
  });
}

class ChildEmbedder implements RunningEmbedder {
  readonly dimensions: number;
  readonly #child: SupervisedChild<EmbedderCalls>;
  readonly #identity: ModelIdentity;
  readonly #queue: WorkQueue;
  readonly #crossEncoder: TaughtHere;
  readonly #biEncoder: TaughtHere;

  constructor(
    child: SupervisedChild<EmbedderCalls>,
    identity: ModelIdentity,
    parts: { dimensions: number; queue: WorkQueue; crossEncoder: TaughtHere; biEncoder: TaughtHere },
  ) {
    this.#child = child;
    this.#identity = identity;
    this.#queue = parts.queue;
    this.#crossEncoder = parts.crossEncoder;
    this.#biEncoder = parts.biEncoder;
    this.dimensions = parts.dimensions;
  }

  identity(): ModelIdentity {
    return this.#identity;
  }

  pid(): number | undefined {
    return this.#child.pid();
  }

  async embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
    const ask = (batch: readonly string[]) =>
      this.#child.call('embed', batch, { timeoutMs: BATCH_TIMEOUT_MS });
    return await this.#inBatches(texts, ask, signal);
  }

  async embedToRank(texts: readonly string[], signal?: AbortSignal): Promise<RankVectors | undefined> {
    return await this.#taught(this.#biEncoder, async (folder, serves) => {
      const { graph, contextTokens: maxTokens, shape } = folder.manifest;
      const encoder = { folder: folder.path, graph, maxTokens, hiddenSize: shape.hiddenSize };
      const ask = async (batch: readonly string[]) => {
        if (!(await serves())) return undefined;
        return await this.#child.call('rank', { encoder, texts: batch }, { timeoutMs: TAUGHT_TIMEOUT_MS });
      };
      return { vectors: await this.#inBatches(texts, ask, signal), model: identityOf(folder) };
    });
  }

  /** A text at a time: padding would move the 8-bit activations, and with them the reading. */
  async read(question: string, texts: readonly string[], signal?: AbortSignal): Promise<Reading | undefined> {
    return await this.#taught(this.#crossEncoder, async (folder, serves) => {
      const { graph, contextTokens: maxTokens } = folder.manifest;
      const reader = { folder: folder.path, graph, maxTokens };
      const logOdds: number[] = new Array(texts.length);
      const pieces = texts.map((text, at) => async () => {
        if (!(await serves())) return;
        const input = { reader, question, text };
        logOdds[at] = await this.#child.call('read', input, { timeoutMs: TAUGHT_TIMEOUT_MS });
      });
      await this.#queue.run('questions', pieces, signal);
      return { logOdds, model: identityOf(folder) };
    });
  }

  /** Vectors in the order of the texts, from batches of like lengths; those that `ask` gives none for stay empty. */
  async #inBatches(
    texts: readonly string[],
    ask: (batch: readonly string[]) => Promise<Float32Array | undefined>,
    signal?: AbortSignal,
  ): Promise<Float32Array[]> {
    const vectors: Float32Array[] = new Array(texts.length);
    const pieces = planBatches(texts).map((batch) => async () => {
      const flat = await ask(batch.texts);
      for (const [at, index] of batch.indexes.entries()) {
        const start = at * this.dimensions;
        vectors[index] = flat?.slice(start, start + this.dimensions) ?? new Float32Array(0);
      }
    });
    const lane = texts.length <= MAX_INTERACTIVE_TEXTS ? 'questions' : 'bulk';
    await this.#queue.run(lane, pieces, signal);
    return vectors;
  }

  /**
   * What `work` makes with what the machine taught itself; undefined where that is not here, or fails. Whatever waited behind a call that
   * failed would fail, and keep questions waiting, each by itself: `work` asks `serves` before each.
   */
  async #taught<Made>(
    here: TaughtHere,
    work: (folder: ModelFolder, serves: () => Promise<boolean>) => Promise<Made>,
  ): Promise<Made | undefined> {
    const folder = await here.folder();
    if (folder === undefined) return undefined;
    const serves = () => here.serves(folder);
    try {
      const made = await work(folder, serves);
      return (await serves()) ? made : undefined;
    } catch (thrown) {
      if (REFUSALS.has(toAppError(thrown).code)) throw thrown;
      if (await serves()) here.failed(thrown);
      return undefined;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#child[Symbol.asyncDispose]();
    await this.#queue.idle();
  }
}
