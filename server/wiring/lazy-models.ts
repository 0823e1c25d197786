import { AppError } from '../base/index.ts';
import {
  type Embedder,
  type GenerateEvent,
  type GenerateRequest,
  type Generator,
  type GeneratorLease,
  type GeneratorPool,
  identityOf,
  type ModelFolder,
  type ModelIdentity,
  type RankVectors,
  type Reading,
  type RunningEmbedder,
  type RunningGenerator,
} from '../models/index.ts';
import { BASE_KEY } from '../tuning/index.ts';

type Source<Running> = {
  id: string;
  /** Undefined while the model is not on this machine. */
  folder: ModelFolder | undefined;
  open(folder: ModelFolder): Promise<Running>;
};

/**
 * A model process that starts with its first use, so that listing keys starts none. A failed start fails that use;
 * the next one tries again.
 */
export class LazyEmbedder implements Embedder, AsyncDisposable {
  readonly #source: Source<RunningEmbedder>;
  #running: Promise<RunningEmbedder> | undefined;

  constructor(source: Source<RunningEmbedder>) {
    this.#source = source;
  }

  get dimensions(): number {
    return folderOf(this.#source).manifest.shape.hiddenSize;
  }

  identity(): ModelIdentity {
    return identityOf(folderOf(this.#source));
  }

  async embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
    return await (await this.#open()).embed(texts, signal);
  }

  async embedToRank(texts: readonly string[], signal?: AbortSignal): Promise<RankVectors | undefined> {
    return await (await this.#open()).embedToRank?.(texts, signal);
  }

  async read(...asked: Parameters<NonNullable<Embedder['read']>>): Promise<Reading | undefined> {
    return await (await this.#open()).read?.(...asked);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const [started] = await Promise.allSettled([this.#running]);
    if (started.status === 'fulfilled') await started.value?.[Symbol.asyncDispose]();
  }

  async #open(): Promise<RunningEmbedder> {
    this.#running ??= this.#source.open(folderOf(this.#source)).catch((thrown: unknown) => {
      this.#running = undefined;
      throw thrown;
    });
    return await this.#running;
  }
}

/** The base model: its process is one of the pool's, which may close it while nobody asks. */
export class PooledGenerator implements Generator {
  readonly #pool: GeneratorPool;
  readonly #source: Source<RunningGenerator>;
  readonly #maxContextTokens: number;

  /** @param maxContextTokens the same number that `source.open` serves with */
  constructor(pool: GeneratorPool, source: Source<RunningGenerator>, maxContextTokens: number) {
    this.#pool = pool;
    this.#source = source;
    this.#maxContextTokens = maxContextTokens;
  }

  get contextTokens(): number {
    return Math.min(this.#maxContextTokens, folderOf(this.#source).manifest.contextTokens);
  }

  identity(): ModelIdentity {
    return identityOf(folderOf(this.#source));
  }

  async countTokens(messages: Parameters<Generator['countTokens']>[0]): Promise<number> {
    using lease = await this.#lease();
    return await lease.generator.countTokens(messages);
  }

  async *generate(request: GenerateRequest, signal?: AbortSignal): AsyncGenerator<GenerateEvent> {
    using lease = await this.#lease();
    yield* lease.generator.generate(request, signal);
  }

  async #lease(): Promise<GeneratorLease> {
    const folder = folderOf(this.#source);
    return await this.#pool.lease(BASE_KEY, () => this.#source.open(folder));
  }
}

/** @throws AppError `model_unavailable` */
function folderOf({ folder, id }: Pick<Source<unknown>, 'folder' | 'id'>): ModelFolder {
  if (folder) return folder;
  throw new AppError(
    'model_unavailable',
    `The model "${id}" is not on this machine. Run "foyer model pull ${id}".`,
  );
}
