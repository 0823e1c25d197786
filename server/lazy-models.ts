import { AppError } from './base/index.ts';
import {
  type Embedder,
  type GenerateEvent,
  type GenerateRequest,
  type Generator,
  identityOf,
  type ModelFolder,
  type ModelIdentity,
  type RunningEmbedder,
  type RunningGenerator,
} from './models/index.ts';

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
class LazyModel<Running extends AsyncDisposable> implements AsyncDisposable {
  readonly #source: Source<Running>;
  #running: Promise<Running> | undefined;

  constructor(source: Source<Running>) {
    this.#source = source;
  }

  /** @throws AppError `model_unavailable` */
  get folder(): ModelFolder {
    const { folder, id } = this.#source;
    if (folder) return folder;
    throw new AppError(
      'model_unavailable',
      `The model "${id}" is not on this machine. Run "foyer model pull ${id}".`,
    );
  }

  async open(): Promise<Running> {
    this.#running ??= this.#source.open(this.folder).catch((thrown: unknown) => {
      this.#running = undefined;
      throw thrown;
    });
    return await this.#running;
  }

  identity(): ModelIdentity {
    return identityOf(this.folder);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const [started] = await Promise.allSettled([this.#running]);
    if (started.status === 'fulfilled') await started.value?.[Symbol.asyncDispose]();
  }
}

export class LazyEmbedder extends LazyModel<RunningEmbedder> implements Embedder {
  get dimensions(): number {
    return this.folder.manifest.shape.hiddenSize;
  }

  async embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
    return await (await this.open()).embed(texts, signal);
  }
}

export class LazyGenerator extends LazyModel<RunningGenerator> implements Generator {
  readonly #maxContextTokens: number;

  /** @param maxContextTokens the same number that `source.open` serves with */
  constructor(source: Source<RunningGenerator>, maxContextTokens: number) {
    super(source);
    this.#maxContextTokens = maxContextTokens;
  }

  get contextTokens(): number {
    return Math.min(this.#maxContextTokens, this.folder.manifest.contextTokens);
  }

  async countTokens(messages: Parameters<Generator['countTokens']>[0]): Promise<number> {
    return await (await this.open()).countTokens(messages);
  }

  async *generate(request: GenerateRequest, signal?: AbortSignal): AsyncGenerator<GenerateEvent> {
    yield* (await this.open()).generate(request, signal);
  }
}
