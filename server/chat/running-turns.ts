import { AppError, invariant } from '../base/index.ts';
import type { StreamPart } from '../contract/index.ts';

export type RunningTurnsOptions = {
  /** Turns under way at once, queued ones included; beyond it new ones are refused. */
  maxTurns: number;
  /** How long a turn nobody follows goes on, so that a page may reload. */
  graceMs?: number;
};

export type TurnWork = (emit: (part: StreamPart) => void, signal: AbortSignal) => Promise<void>;

const DEFAULT_GRACE_MS = 5_000;

/**
 * The turns being written in this process, at most one a conversation. A turn belongs to nobody's connection:
 * readers follow it from its first part, may leave and come back, and it ends when none has been there for `graceMs`.
 */
export class RunningTurns implements AsyncDisposable {
  readonly #turns = new Map<string, RunningTurn>();
  readonly #maxTurns: number;
  readonly #graceMs: number;
  readonly #watching = new Set<() => void>();
  readonly #untied = new Set<PromiseWithResolvers<void>>();
  readonly #stopping = new AbortController();
  #draining = false;

  constructor(options: RunningTurnsOptions) {
    this.#maxTurns = options.maxTurns;
    this.#graceMs = options.graceMs ?? DEFAULT_GRACE_MS;
  }

  get size(): number {
    return this.#turns.size + this.#untied.size;
  }

  get draining(): boolean {
    return this.#draining;
  }

  /** Calls back whenever `size` changes, until it is disposed. */
  watch(listener: () => void): Disposable {
    this.#watching.add(listener);
    return { [Symbol.dispose]: () => void this.#watching.delete(listener) };
  }

  find(conversationId: string): RunningTurn | undefined {
    return this.#turns.get(conversationId);
  }

  /**
   * Takes the conversation's place before anything is stored, so that two messages at once cannot both win.
   * @throws AppError `shutting_down`, `conflict`, `queue_full`
   */
  reserve(conversationId: string): RunningTurn {
    this.#assertOpen();
    if (this.#turns.has(conversationId)) {
      throw new AppError(
        'conflict',
        'This conversation is still being answered. Please wait for the reply, or stop it first.',
      );
    }
    if (this.#turns.size >= this.#maxTurns) {
      throw new AppError('queue_full', 'Many people are asking right now. Please try again in a moment.');
    }
    const turn = new RunningTurn(this.#graceMs, () => {
      this.#turns.delete(conversationId);
      this.#tell();
    });
    this.#turns.set(conversationId, turn);
    this.#tell();
    return turn;
  }

  /**
   * Counts a question without a conversation among what draining waits for, until it is disposed.
   * @returns a signal that also ends it when draining has waited long enough
   * @throws AppError `shutting_down`
   */
  track(signal?: AbortSignal): Disposable & { signal: AbortSignal } {
    this.#assertOpen();
    const end = Promise.withResolvers<void>();
    this.#untied.add(end);
    this.#tell();
    return {
      signal: signal ? AbortSignal.any([signal, this.#stopping.signal]) : this.#stopping.signal,
      [Symbol.dispose]: () => {
        this.#untied.delete(end);
        end.resolve();
        this.#tell();
      },
    };
  }

  /** Refuses new turns, waits for the running ones, and ends with an event those that take longer than `timeoutMs`. */
  async drain(timeoutMs: number): Promise<void> {
    this.#draining = true;
    const running = [...this.#turns.values()].map((turn) => turn.finished);
    const finished = Promise.all([...running, ...[...this.#untied].map((end) => end.promise)]);
    if (await settlesWithin(finished, timeoutMs)) return;
    const reason = new AppError(
      'shutting_down',
      'The assistant is restarting and could not finish. Please ask again.',
    );
    for (const turn of this.#turns.values()) turn.stop(reason);
    this.#stopping.abort(reason);
    await finished;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.drain(0);
  }

  #tell(): void {
    for (const listener of [...this.#watching]) listener();
  }

  #assertOpen(): void {
    if (!this.#draining) return;
    throw new AppError('shutting_down', 'The assistant is restarting. Please try again in a minute.');
  }
}

/** One turn: its parts so far, those who follow it, and the means to stop it. */
export class RunningTurn {
  readonly #controller = new AbortController();
  readonly #parts: StreamPart[] = [];
  readonly #finished = Promise.withResolvers<void>();
  readonly #graceMs: number;
  readonly #release: () => void;
  #changed = Promise.withResolvers<void>();
  #ended = false;
  #followers = 0;
  #abandoned: NodeJS.Timeout | undefined;

  constructor(graceMs: number, release: () => void) {
    this.#graceMs = graceMs;
    this.#release = release;
  }

  get finished(): Promise<void> {
    return this.#finished.promise;
  }

  /** Gives the place back without having run. */
  cancel(): void {
    this.#end();
  }

  /** Runs `work` to its end; it must turn its own failures into parts. */
  run(work: TurnWork): Promise<void> {
    const emit = (part: StreamPart) => {
      invariant(!this.#ended, 'A turn that ended cannot speak.');
      this.#parts.push(part);
      this.#wake();
    };
    return work(emit, this.#controller.signal).finally(() => this.#end());
  }

  /** @param reason tells a visitor's stop (`cancelled`) from a restart (`shutting_down`) */
  stop(reason: AppError): void {
    this.#controller.abort(reason);
  }

  /** Every part from the first on, until the turn ends or `signal` says that the reader left. */
  follow(signal: AbortSignal): AsyncIterable<StreamPart> {
    this.#followers += 1;
    clearTimeout(this.#abandoned);
    const left = Promise.withResolvers<void>();
    const leave = () => {
      left.resolve();
      this.#leave();
    };
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    return this.#read(signal, left.promise);
  }

  async *#read(signal: AbortSignal, left: Promise<void>): AsyncGenerator<StreamPart> {
    for (let index = 0; !signal.aborted; index += 1) {
      while (index >= this.#parts.length && !this.#ended && !signal.aborted) {
        await Promise.race([this.#changed.promise, left]);
      }
      const part = this.#parts[index];
      if (part === undefined || signal.aborted) return;
      yield part;
    }
  }

  #leave(): void {
    this.#followers -= 1;
    if (this.#followers > 0 || this.#ended) return;
    const reason = new AppError('cancelled', 'The visitor left before the answer was complete.');
    this.#abandoned = setTimeout(() => this.stop(reason), this.#graceMs);
    this.#abandoned.unref();
  }

  #wake(): void {
    const { resolve } = this.#changed;
    this.#changed = Promise.withResolvers();
    resolve();
  }

  #end(): void {
    this.#ended = true;
    clearTimeout(this.#abandoned);
    this.#release();
    this.#wake();
    this.#finished.resolve();
  }
}

async function settlesWithin(work: Promise<unknown>, timeoutMs: number): Promise<boolean> {
  const timer = Promise.withResolvers<boolean>();
  const timeout = setTimeout(() => timer.resolve(false), timeoutMs);
  try {
    return await Promise.race([work.then(() => true), timer.promise]);
  } finally {
    clearTimeout(timeout);
  }
}
