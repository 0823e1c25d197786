import { AppError, cancelled, toAppError } from '../../base/index.ts';

/** `questions`: someone waits, and they go first. `bulk`: work that takes long anyway. */
export type Lane = 'questions' | 'bulk';

type Work = {
  run: () => Promise<void>;
  done: () => void;
  failed: (error: AppError) => void;
  /** The caller has given up, or another piece of the same call failed. */
  dropped: () => boolean;
};

/** Pieces of work for one process, one at a time, questions before bulk. */
export class WorkQueue {
  readonly #limit: number;
  readonly #lanes: Record<Lane, Work[]> = { questions: [], bulk: [] };
  #working: Promise<void> | undefined;

  /** @param limit pieces that may wait */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Resolves when all pieces of a call have run. The first that fails, or `signal`, drops those that wait.
   * @throws AppError `queue_full`, `cancelled`, and what the pieces throw
   */
  async run(lane: Lane, pieces: readonly (() => Promise<void>)[], signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) throw cancelled();
    this.#checkRoom(pieces.length);
    const { promise: failure, reject } = Promise.withResolvers<never>();
    let isDropped = false;
    const failed = (error: AppError) => {
      isDropped = true;
      reject(error);
    };
    const cancel = () => failed(cancelled());
    signal?.addEventListener('abort', cancel, { once: true });
    const all = pieces.map(
      (run) =>
        new Promise<void>((done) => {
          this.#lanes[lane].push({ run, done, failed, dropped: () => isDropped });
        }),
    );
    this.#workNext();
    try {
      await Promise.race([Promise.all(all), failure]);
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  /** Resolves when the piece under way has ended. */
  async idle(): Promise<void> {
    await this.#working;
  }

  #checkRoom(pieces: number): void {
    const { questions, bulk } = this.#lanes;
    if (questions.length + bulk.length + pieces <= this.#limit) return;
    throw new AppError(
      'queue_full',
      'Too many texts are waiting to be embedded. Please try again in a minute.',
      {
        details: { queueLimit: this.#limit },
      },
    );
  }

  #workNext(): void {
    if (this.#working !== undefined) return;
    const next = this.#lanes.questions.shift() ?? this.#lanes.bulk.shift();
    if (next === undefined) return;
    this.#working = work(next).then(() => {
      this.#working = undefined;
      this.#workNext();
    });
  }
}

async function work({ run, done, failed, dropped }: Work): Promise<void> {
  if (dropped()) return;
  try {
    await run();
    done();
  } catch (thrown) {
    failed(toAppError(thrown));
  }
}
