import type { Log } from '../../base/index.ts';
import { requireIntact } from '../folder/check-files.ts';
import type { ModelFolder } from '../folder/model-folder.ts';

/** How long a machine counts as one without it before it is asked for again: questions come faster. */
const ASK_AGAIN_MS = 3_000;
/** The same after one that cannot be used: each try hashes it whole, and tells the log. */
const TRY_AGAIN_MS = 60_000;

type Find = () => Promise<ModelFolder | undefined>;

/** What this machine taught itself, a cross-encoder or a bi-encoder, for as long as it serves. */
export class TaughtHere {
  readonly #kind: 'cross-encoder' | 'bi-encoder';
  readonly #find: Find;
  readonly #log: Log;
  #asked: Promise<ModelFolder | undefined> = Promise.resolve(undefined);
  #again = 0;

  /** @param find cheap, and asked until it gives one; left out means that there is none */
  constructor(kind: 'cross-encoder' | 'bi-encoder', find: Find | undefined, log: Log) {
    this.#kind = kind;
    this.#find = find ?? (async () => undefined);
    this.#log = log;
  }

  /** Undefined where there is none yet, and for a while after `failed`. Its files are checked once. */
  async folder(): Promise<ModelFolder | undefined> {
    if (performance.now() >= this.#again) {
      this.#again = Number.POSITIVE_INFINITY;
      this.#asked = this.#ask();
    }
    return await this.#asked;
  }

  /** Whether it has not failed since it was given out. */
  async serves(folder: ModelFolder): Promise<boolean> {
    return (await this.#asked) === folder;
  }

  /** It could not be opened, or did not work: answers go on without it. */
  failed(error: unknown): void {
    this.#log.error(`${this.#kind}-failed`, { error });
    this.#asked = Promise.resolve(undefined);
    this.#again = performance.now() + TRY_AGAIN_MS;
  }

  async #ask(): Promise<ModelFolder | undefined> {
    try {
      const found = await this.#find();
      if (found === undefined) this.#again = performance.now() + ASK_AGAIN_MS;
      else await requireIntact(found);
      return found;
    } catch (thrown) {
      this.failed(thrown);
      return undefined;
    }
  }
}
