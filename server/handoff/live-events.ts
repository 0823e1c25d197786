import { AppError, type Log } from '../base/index.ts';
import type { Store } from '../store/index.ts';
import { concernedAfter, lastEvent, lastEvents } from './read-events.ts';

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

/** Without a conversation, whatever happens to the bot's concerns it. */
type Waiter = { conversationId: string | undefined; wake(): void };

/** Of all streams: what is left is for staff and for those who wait for or talk with a person. */
const IDLE_SHARE = 0.8;

const DEFAULTS = { pollMs: 1_000, maxStreams: 5_000, maxStreamsEach: 10 } as const;

/**
 * Tells those who follow a bot's conversations that something new is in the database: at once for what this process wrote,
 * within `pollMs` for what others did. It carries no events itself, so none can be lost here.
 */
export class LiveEvents implements AsyncDisposable {
  readonly #options: Required<LiveEventsOptions>;
  readonly #ending = new AbortController();
  readonly #waiting = new Map<string, Set<Waiter>>();
  readonly #seen = new Map<string, number>();
  /** Events of a bot up to here have woken those whom they concern. */
  readonly #told = new Map<string, number>();
  readonly #telling = new Set<Promise<void>>();
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
    this.#wakeThose(botId, (conversationId) => conversationId === undefined);
    if (!this.#waiting.get(botId)?.size || this.#ending.signal.aborted) return;
    const telling = this.#wakeConcerned(botId).finally(() => this.#telling.delete(telling));
    this.#telling.add(telling);
  }

  /**
   * Counts a stream of `who` for as long as it is not disposed; its signal says when the server stops or the reader left. An `idle` one
   * waits for nobody, and is refused first.
   * @throws AppError `shutting_down`, `queue_full`
   */
  open(who: string, signal: AbortSignal, idle = false): OpenStream {
    if (this.#ending.signal.aborted) {
      throw new AppError('shutting_down', 'The assistant is restarting. Please try again in a minute.');
    }
    const own = this.#open.get(who) ?? 0;
    const { maxStreams, maxStreamsEach } = this.#options;
    if (this.#streams >= maxStreams * (idle ? IDLE_SHARE : 1) || own >= maxStreamsEach) {
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

  /**
   * Resolves when there may be more, with a conversation when there may be more of that one, or `signal` aborts. Ask before reading,
   * wait after: what is committed in between wakes too.
   */
  next(botId: string, signal: AbortSignal, conversationId?: string): Promise<void> {
    const woken = Promise.withResolvers<void>();
    const waiting = this.#waiting.get(botId) ?? new Set();
    this.#waiting.set(botId, waiting);
    const waiter = {
      conversationId,
      wake() {
        waiting.delete(waiter);
        woken.resolve();
      },
    };
    waiting.add(waiter);
    return untilAborted(woken.promise, signal).finally(waiter.wake);
  }

  /** Ends every stream; new ones are refused. */
  end(): void {
    this.#ending.abort();
    for (const botId of [...this.#waiting.keys()]) this.wake(botId);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.end();
    await this.#polling;
    await Promise.all(this.#telling);
  }

  /** One look for all who wait: thousands who sit idle cost nothing while others talk. */
  async #wakeConcerned(botId: string): Promise<void> {
    const { db } = this.#options.store;
    const told = this.#told.get(botId);
    try {
      const { concerned, upTo } =
        told === undefined
          ? { concerned: undefined, upTo: await lastEvent(db, botId) }
          : await concernedAfter(db, { botId, after: told });
      this.#told.set(botId, Math.max(upTo, this.#told.get(botId) ?? 0));
      // Also who came to wait meanwhile: the next look begins after what this one has read.
      this.#wakeThose(botId, (id) => concerned === undefined || (id !== undefined && concerned.has(id)));
    } catch (error) {
      this.#options.log.warn('live-events-not-read', { error });
      this.#wakeThose(botId, () => true);
    }
  }

  #wakeThose(botId: string, isMeant: (conversationId: string | undefined) => boolean): void {
    for (const waiter of this.#waiting.get(botId) ?? []) if (isMeant(waiter.conversationId)) waiter.wake();
  }

  async #poll(): Promise<void> {
    while (this.#streams > 0 && !this.#ending.signal.aborted) {
      await pause(this.#options.pollMs, this.#ending.signal);
      const botIds = [...this.#waiting].flatMap(([botId, waiting]) => (waiting.size > 0 ? [botId] : []));
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
