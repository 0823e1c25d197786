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
import type { ChatMessage, GenerateEvent, GenerateRequest, Generator, ModelIdentity } from '../types.ts';
import { createEventChannel, type EventChannel } from './event-channel.ts';
import { createFairQueue } from './fair-queue.ts';
import type { GeneratorCalls, GeneratorSetup } from './generator-calls.ts';
import { defaultMemoryLimit } from './memory-limit.ts';

export type GeneratorDeps = {
  log: Log;
  model: ModelFolder;
  /** Threads of one answer; left out means every core. */
  threads?: number;
  /** Requests that may wait while one is served. */
  queueLimit?: number;
  /** Most tokens of prompt and answer together; the model's own limit if that is lower. */
  maxContextTokens?: number;
  maxMemoryBytes?: number;
  /** Longest time one answer may take once it is its turn; past it the process counts as hung. */
  timeoutMs?: number;
  /** Budget for remembered system messages. */
  prefixCacheBytes?: number;
  /** Time answers under way have to finish when closing. */
  drainTimeoutMs?: number;
};

/** The generator, and what operators and crash tests need of its process. */
export type RunningGenerator = Generator & AsyncDisposable & { pid(): number | undefined };

const DEFAULT_QUEUE_LIMIT = 32;
/** Keys and values of 4,096 tokens take 190 MB in the default model. */
const DEFAULT_CONTEXT_TOKENS = 4096;
const DEFAULT_TIMEOUT_MS = 120_000;
const DEFAULT_PREFIX_CACHE_BYTES = 64 * 2 ** 20;
const COUNT_TIMEOUT_MS = 60_000;
/** Who asks without a key shares one. */
const NO_KEY = '';

type Waiting = {
  request: GenerateRequest;
  channel: EventChannel<GenerateEvent>;
  stop: AbortController;
  since: number;
  position: number;
};

/**
 * Starts the generator process and waits until it can answer. It serves one request at a time; the others wait in
 * a bounded queue, in turns by `fairnessKey`, and are told their position (1 is next) whenever it changes.
 * @throws AppError `model_unavailable` where it cannot start, `model_file_invalid` where a file of it was changed
 */
export async function openGenerator(deps: GeneratorDeps): Promise<RunningGenerator> {
  await requireIntact(deps.model);
  const { manifest, path } = deps.model;
  const contextTokens = Math.min(deps.maxContextTokens ?? DEFAULT_CONTEXT_TOKENS, manifest.contextTokens);
  const setup: GeneratorSetup = {
    folder: path,
    graph: manifest.graph,
    shape: manifest.shape,
    endTokenIds: manifest.eosTokenIds,
    contextTokens,
    threads: deps.threads ?? availableParallelism(),
    prefixCacheBytes: deps.prefixCacheBytes ?? DEFAULT_PREFIX_CACHE_BYTES,
  };
  const child = superviseChild<GeneratorCalls>({
    entry: new URL('./generator-child.ts', import.meta.url),
    name: 'language model',
    log: deps.log,
    setup,
    maxMemoryBytes: deps.maxMemoryBytes ?? defaultMemoryLimit(manifest),
    ...(deps.drainTimeoutMs === undefined ? {} : { drainTimeoutMs: deps.drainTimeoutMs }),
  });
  const generator = new ChildGenerator(child, identityOf(deps.model), {
    contextTokens,
    queueLimit: deps.queueLimit ?? DEFAULT_QUEUE_LIMIT,
    timeoutMs: deps.timeoutMs ?? DEFAULT_TIMEOUT_MS,
  });
  try {
    await child.ready();
    return generator;
  } catch (thrown) {
    await generator[Symbol.asyncDispose]();
    throw thrown;
  }
}

type Limits = { contextTokens: number; queueLimit: number; timeoutMs: number };

class ChildGenerator implements RunningGenerator {
  readonly contextTokens: number;
  readonly #child: SupervisedChild<GeneratorCalls>;
  readonly #identity: ModelIdentity;
  readonly #limits: Limits;
  readonly #queue = createFairQueue<Waiting>();
  #serving: Promise<void> | undefined;
  #closing = false;

  constructor(child: SupervisedChild<GeneratorCalls>, identity: ModelIdentity, limits: Limits) {
    this.#child = child;
    this.#identity = identity;
    this.#limits = limits;
    this.contextTokens = limits.contextTokens;
  }

  identity(): ModelIdentity {
    return this.#identity;
  }

  pid(): number | undefined {
    return this.#child.pid();
  }

  async countTokens(messages: ChatMessage[]): Promise<number> {
    return this.#child.call('countTokens', messages, { timeoutMs: COUNT_TIMEOUT_MS });
  }

  async *generate(request: GenerateRequest, signal?: AbortSignal): AsyncGenerator<GenerateEvent> {
    const waiting = this.#admit(request, signal);
    const cancel = () => {
      waiting.stop.abort();
      waiting.channel.fail(cancelled());
      this.#leave(waiting);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      yield* waiting.channel;
    } finally {
      signal?.removeEventListener('abort', cancel);
      cancel();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing = true;
    for (const waiting of this.#queue.order()) {
      this.#queue.remove(waiting);
      waiting.channel.fail(shuttingDown());
    }
    await this.#child[Symbol.asyncDispose]();
    await this.#serving;
  }

  #admit(request: GenerateRequest, signal: AbortSignal | undefined): Waiting {
    if (signal?.aborted) throw cancelled();
    if (this.#closing) throw shuttingDown();
    const { queueLimit } = this.#limits;
    if (this.#queue.size >= queueLimit) {
      throw new AppError(
        'queue_full',
        'Too many people are asking at the moment. Please try again in a minute.',
        {
          details: { queueLimit },
        },
      );
    }
    const channel = createEventChannel<GenerateEvent>();
    const waiting = { request, channel, stop: new AbortController(), since: performance.now(), position: 0 };
    this.#queue.push(request.fairnessKey ?? NO_KEY, waiting);
    this.#serveNext();
    return waiting;
  }

  #leave(waiting: Waiting): void {
    this.#queue.remove(waiting);
    this.#tellPositions();
  }

  #serveNext(): void {
    if (this.#serving === undefined) {
      const next = this.#queue.shift();
      if (next) {
        this.#serving = this.#serve(next).then(() => {
          this.#serving = undefined;
          this.#serveNext();
        });
      }
    }
    this.#tellPositions();
  }

  #tellPositions(): void {
    for (const [at, waiting] of this.#queue.order().entries()) {
      const position = at + 1;
      if (waiting.position !== position) waiting.channel.push({ type: 'queued', position });
      waiting.position = position;
    }
  }

  /** Ends when the process has let go of the request, which may be later than its reader's end. */
  async #serve({ request, channel, stop, since }: Waiting): Promise<void> {
    const queue = performance.now() - since;
    const { messages, maxNewTokens } = request;
    try {
      const { reason, tokens, timingsMs } = await this.#child.call(
        'generate',
        { messages, maxNewTokens },
        { signal: stop.signal, timeoutMs: this.#limits.timeoutMs, onEvent: (event) => channel.push(event) },
      );
      channel.push({ type: 'finished', reason, tokens, timingsMs: { queue, ...timingsMs } });
      channel.close();
    } catch (thrown) {
      channel.fail(toAppError(thrown));
    }
  }
}

function shuttingDown(): AppError {
  return new AppError('shutting_down', 'The server is shutting down. Please try again in a minute.');
}
