import { AppError, type Log } from '../base/index.ts';
import type { Store } from '../store/index.ts';
import { lastEvents } from './read-events.ts';

export type LiveEventsOptions = {
  store: Pick<Store, 'db'>;
  log: Log;
  /** How soon an event of another process is noticed. */
  pollMs?: number;
  /** Open streams of this process; beyond it new ones are refused. */
  maxStreams?: number;
  /** Open streams of one visitor or staff member. */
  maxStreamsEach?: number;
};

export type OpenStream = Disposable & { signal: AbortSignal };

const DEFAULTS = { pollMs: 1_000, maxStreams: 5_000, maxStreamsEach: 10 } as const;

/**
 * Tells those who follow a bot's conversations that something new is in the database: at once for what this process wrote,
 * within `pollMs` for what others did. It carries no events itself, so none can be lost here.
 */
export class LiveEvents implements AsyncDisposable {
  readonly #options: Required<LiveEventsOptions>;
  readonly #ending = new AbortController();
  readonly #waiting = new Map<string, PromiseWithResolvers<void>>();
  readonly #seen = new Map<string, number>();
  readonly #open = new Map<string, number>();
  #streams = 0;
  #polling: Promise<void> | undefined;

  constructor(options: LiveEventsOptions) {
    this.#options = { ...DEFAULTS, ...options };
  }

  /** Open streams. */
  get size(): number {
    return this.#streams;
  }

  /** Call after a commit that recorded an event. */
  wake(botId: string): void {
    this.#waiting.get(botId)?.resolve();
    this.#waiting.delete(botId);
  }

  /**
   * Counts a stream of `who` for as long as it is not disposed; its signal says when the server stops or the reader left.
   * @throws AppError `shutting_down`, `queue_full`
   */
  open(who: string, signal: AbortSignal): OpenStream {
    if (this.#ending.signal.aborted) {
      throw new AppError('shutting_down', 'The assistant is restarting. Please try again in a minute.');
    }
    const own = this.#open.get(who) ?? 0;
    if (this.#streams >= this.#options.maxStreams || own >= this.#options.maxStreamsEach) {
      throw new AppError('queue_full', 'Too many open windows follow conversations. Close some of them.');
    }
    this.#streams += 1;
    this.#open.set(who, own + 1);
    this.#polling ??= this.#poll().finally(() => {
      this.#polling = undefined;
    });
    return {
      signal: AbortSignal.any([signal, this.#ending.signal]),
      [Symbol.dispose]: () => {
        this.#streams -= 1;
        const rest = (this.#open.get(who) ?? 1) - 1;
        if (rest === 0) this.#open.delete(who);
        else this.#open.set(who, rest);
      },
    };
  }

  /** Resolves when there may be more, or `signal` aborts. Ask before reading, wait after: what is committed in between wakes too. */
  next(botId: string, signal: AbortSignal): Promise<void> {
    const known = this.#waiting.get(botId) ?? Promise.withResolvers<void>();
    this.#waiting.set(botId, known);
    return untilAborted(known.promise, signal);
  }

  /** Ends every stream; new ones are refused. */
  end(): void {
    this.#ending.abort();
    for (const botId of [...this.#waiting.keys()]) this.wake(botId);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.end();
    await this.#polling;
  }

  async #poll(): Promise<void> {
    while (this.#streams > 0 && !this.#ending.signal.aborted) {
      await pause(this.#options.pollMs, this.#ending.signal);
      const botIds = [...this.#waiting.keys()];
      if (botIds.length === 0) continue;
      try {
        const last = await lastEvents(this.#options.store.db, botIds);
        for (const [botId, sequence] of last) {
          if (this.#seen.get(botId) !== sequence) this.wake(botId);
          this.#seen.set(botId, sequence);
        }
      } catch (error) {
        this.#options.log.warn('live-events-not-polled', { error });
      }
    }
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  const done = Promise.withResolvers<void>();
  const timer = setTimeout(done.resolve, ms);
  await untilAborted(done.promise, signal);
  clearTimeout(timer);
}

async function untilAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const stopped = Promise.withResolvers<void>();
  const stop = () => stopped.resolve();
  signal.addEventListener('abort', stop, { once: true });
  await Promise.race([promise, stopped.promise]);
  signal.removeEventListener('abort', stop);
}
