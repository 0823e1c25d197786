import { type ChildProcess, fork } from 'node:child_process';
import { setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ErrorCode } from '../contract/index.ts';
import { watchMemory } from './child-memory.ts';
import { captureOutput } from './child-output.ts';
import { type ChildCalls, type FromChild, fromWireError, type ToChild } from './child-protocol.ts';
import { AppError, cancelled } from './errors.ts';
import type { Log } from './log.ts';

export type ChildOptions = {
  /** The child's entry, a `.ts` or `.js` file that calls `serveChild`. */
  entry: URL | string;
  /** Names the child in logs and error messages: `generator`, `extractor`. */
  name: string;
  log: Log;
  args?: readonly string[];
  /** Handed to the child's `open` before it counts as ready. Must survive structured cloning. */
  setup?: unknown;
  /** Resident size above which the child is killed. */
  maxMemoryBytes: number;
  /** Largest result of one call. */
  maxOutputBytes?: number;
  /** Time from fork to ready. */
  readyTimeoutMs?: number;
  /** Time a cancelled call has to end by itself before the child is killed. */
  cancelTimeoutMs?: number;
  /** Time calls under way have to finish when closing. */
  drainTimeoutMs?: number;
  restartBackoff?: { firstMs: number; maxMs: number };
  /** 0 (normal) to 19 (last). */
  niceness?: number;
  /** The child's whole environment: nothing is inherited. */
  env?: Readonly<Record<string, string>>;
  /** What a call fails with when the child dies under it. */
  crashCode?: ErrorCode;
};

export type CallOptions<Event> = {
  signal?: AbortSignal | undefined;
  /** From sending to the end; past it the child counts as hung and is killed. Waiting for a restart does not count. */
  timeoutMs?: number;
  onEvent?: (event: Event) => void;
};

/**
 * A child process that is started again whenever it ends. A crash fails the calls under way and no other.
 * Closing drains: new calls are refused, those under way finish within a limit, then the child is ended.
 */
export type SupervisedChild<Calls extends ChildCalls> = AsyncDisposable & {
  /** Resolves when the child answers; rejects with `model_unavailable` when this start failed. */
  ready(): Promise<void>;
  /** The running child's process id, for operators and crash tests. */
  pid(): number | undefined;
  /**
   * @throws AppError what the child threw; `crashCode` when it died; `timeout` past `timeoutMs`;
   * `cancelled` once the child has let go; `model_unavailable` when it cannot start; `shutting_down`.
   */
  call<Kind extends keyof Calls & string>(
    kind: Kind,
    input: Calls[Kind]['input'],
    options?: CallOptions<Calls[Kind]['event']>,
  ): Promise<Calls[Kind]['output']>;
  /** Refuses new calls and resolves when those under way have ended. */
  drain(): Promise<void>;
};

const DEFAULTS = {
  args: [] as readonly string[],
  setup: undefined as unknown,
  maxOutputBytes: 256 * 2 ** 20,
  readyTimeoutMs: 60_000,
  cancelTimeoutMs: 5_000,
  drainTimeoutMs: 20_000,
  restartBackoff: { firstMs: 100, maxMs: 30_000 },
  niceness: 0,
  env: {} as Readonly<Record<string, string>>,
  crashCode: 'model_crashed' as ErrorCode,
};

const CLOSE_TIMEOUT_MS = 2_000;

type PendingCall = {
  resolve: (output: unknown) => void;
  reject: (error: AppError) => void;
  onEvent: ((event: never) => void) | undefined;
};

type Running = {
  process: ChildProcess;
  calls: Map<number, PendingCall>;
  /** Why we killed it, when we did. */
  killedBecause: string | undefined;
  wasReady: boolean;
  ended: Promise<void>;
};

type Exit = { code: number | null; signal: string | null; lastLines: string[] };

/** Forks the entry and keeps it running. Starting is eager: `ready()` tells how it went. */
export function superviseChild<Calls extends ChildCalls>(options: ChildOptions): SupervisedChild<Calls> {
  return new Supervisor<Calls>({ ...DEFAULTS, ...options });
}

class Supervisor<Calls extends ChildCalls> implements SupervisedChild<Calls> {
  readonly #options: ChildOptions & typeof DEFAULTS;
  readonly #log: Log;
  readonly #closing = new AbortController();
  readonly #underWay = new Set<Promise<unknown>>();
  #draining = false;
  #failuresInARow = 0;
  #nextCallId = 1;
  #running: Running | undefined;
  #current: Promise<Running>;

  constructor(options: ChildOptions & typeof DEFAULTS) {
    this.#options = options;
    this.#log = options.log.with({ child: options.name });
    this.#current = this.#begin(0);
  }

  async ready(): Promise<void> {
    await this.#current;
  }

  pid(): number | undefined {
    return this.#running?.process.pid;
  }

  call<Kind extends keyof Calls & string>(
    kind: Kind,
    input: Calls[Kind]['input'],
    options: CallOptions<Calls[Kind]['event']> = {},
  ): Promise<Calls[Kind]['output']> {
    const outcome = this.#call(kind, input, options);
    const settled: Promise<void> = outcome.then(ignore, ignore);
    this.#underWay.add(settled);
    void settled.then(() => this.#underWay.delete(settled));
    return outcome;
  }

  async drain(): Promise<void> {
    this.#draining = true;
    await Promise.all(this.#underWay);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { drainTimeoutMs } = this.#options;
    await Promise.race([this.drain(), pause(drainTimeoutMs)]);
    this.#closing.abort();
    const running = this.#running;
    if (running === undefined) return;
    if (running.calls.size > 0) this.#kill(running, 'the server is closing');
    else if (running.process.connected) running.process.disconnect();
    await Promise.race([running.ended, pause(CLOSE_TIMEOUT_MS)]);
    this.#kill(running, 'it did not end when asked to');
    await running.ended;
  }

  async #call(kind: string, input: unknown, options: CallOptions<never>): Promise<unknown> {
    const { name } = this.#options;
    if (this.#draining) throw this.#shuttingDown();
    const { signal } = options;
    const running = await raceAbort(this.#sound(), signal);
    if (signal?.aborted) throw cancelled();
    const id = this.#nextCallId++;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    running.calls.set(id, { resolve, reject, onEvent: options.onEvent });
    const timers: NodeJS.Timeout[] = [];
    const fail = (error: AppError, reason: string) => {
      reject(error);
      this.#kill(running, reason);
    };
    const cancel = () => {
      this.#send(running, { type: 'cancel', id });
      const giveUp = () => fail(cancelled(), 'it did not stop a cancelled call');
      timers.push(setTimeout(giveUp, this.#options.cancelTimeoutMs));
    };
    if (options.timeoutMs !== undefined) {
      const sentence = `The ${name} did not finish within ${options.timeoutMs} ms and was stopped.`;
      const hung = () => fail(new AppError('timeout', sentence), `'${kind}' ran past its limit`);
      timers.push(setTimeout(hung, options.timeoutMs));
    }
    signal?.addEventListener('abort', cancel, { once: true });
    this.#send(running, { type: 'call', id, kind, input });
    try {
      const output = await promise;
      this.#failuresInARow = 0;
      return output;
    } finally {
      running.calls.delete(id);
      signal?.removeEventListener('abort', cancel);
      for (const timer of timers) clearTimeout(timer);
    }
  }

  /** The child that is ready, or the next one when it is already marked to die. */
  async #sound(): Promise<Running> {
    const running = await this.#current;
    if (running.killedBecause === undefined) return running;
    await running.ended;
    if (this.#closing.signal.aborted) throw this.#shuttingDown();
    return this.#sound();
  }

  /** One start, after a pause; on the child's end, or when the start fails, the next one is arranged. */
  #begin(pauseMs: number): Promise<Running> {
    const attempt = this.#start(pauseMs);
    attempt.catch(ignore);
    return attempt;
  }

  async #start(pauseMs: number): Promise<Running> {
    if (pauseMs > 0) await pause(pauseMs, this.#closing.signal);
    if (this.#closing.signal.aborted) throw this.#shuttingDown();
    const running = this.#fork();
    this.#running = running;
    const started = Promise.withResolvers<void>();
    running.process.on('message', (message: FromChild) => this.#receive(running, message, started));
    void running.ended.then(() => started.reject(this.#unavailable(running.killedBecause)));
    const timer = setTimeout(
      () => this.#kill(running, 'it was not ready in time'),
      this.#options.readyTimeoutMs,
    );
    this.#send(running, {
      type: 'setup',
      setup: this.#options.setup,
      maxOutputBytes: this.#options.maxOutputBytes,
    });
    try {
      await started.promise;
      this.#log.info('child-ready', { pid: running.process.pid });
      return running;
    } finally {
      clearTimeout(timer);
    }
  }

  #fork(): Running {
    const { entry, args, env, niceness, maxMemoryBytes } = this.#options;
    const child = fork(entry, args, {
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env,
    });
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    const running: Running = {
      process: child,
      calls: new Map(),
      killedBecause: undefined,
      wasReady: false,
      ended,
    };
    const lastLines = captureOutput(child, this.#log);
    const stopWatching = watchMemory(child, maxMemoryBytes, (residentBytes) =>
      this.#kill(running, `it used ${residentBytes} bytes of memory, over its limit of ${maxMemoryBytes}`),
    );
    const end = (exit: Exit) => {
      stopWatching();
      this.#ended(running, exit);
      resolve();
    };
    child.once('exit', (code, signal) => end({ code, signal, lastLines: lastLines() }));
    child.once('error', (error) => {
      this.#log.error('child-failed', { error });
      if (child.pid === undefined) end({ code: null, signal: null, lastLines: [] });
    });
    if (niceness > 0 && child.pid !== undefined) setPriority(child.pid, niceness);
    return running;
  }

  #receive(running: Running, message: FromChild, started: PromiseWithResolvers<void>): void {
    if (message.type === 'ready') {
      running.wasReady = true;
      started.resolve();
    } else if (message.type === 'failed') {
      this.#log.error('child-start-failed', { error: message.error });
      started.reject(this.#unavailable(message.error.message));
      this.#kill(running, 'it could not start');
    } else if (message.type === 'memory') {
      if (message.residentBytes > this.#options.maxMemoryBytes)
        this.#kill(running, 'it used too much memory');
    } else this.#answer(running.calls.get(message.id), message);
  }

  #answer(call: PendingCall | undefined, message: Extract<FromChild, { id: number }>): void {
    if (message.type === 'event') call?.onEvent?.(message.event as never);
    else if (message.type === 'done') call?.resolve(message.output);
    else {
      const { error } = message;
      if (error.stack !== undefined) this.#log.error('child-call-failed', { error });
      call?.reject(fromWireError(error));
    }
  }

  #ended(running: Running, exit: Exit): void {
    const { name, crashCode, restartBackoff } = this.#options;
    const reason = running.killedBecause ?? `it ended by itself (${exit.signal ?? `code ${exit.code}`})`;
    for (const call of running.calls.values()) {
      call.reject(
        new AppError(crashCode, `The ${name} stopped while working on this: ${reason}. Please try again.`),
      );
    }
    if (this.#closing.signal.aborted) return;
    const pauseMs = Math.min(restartBackoff.firstMs * 2 ** this.#failuresInARow++, restartBackoff.maxMs);
    this.#log.error('child-ended', { reason, ...exit, restartInMs: pauseMs });
    if (running.wasReady) this.#current = this.#begin(pauseMs);
    else {
      const again = () => {
        if (!this.#closing.signal.aborted) this.#current = this.#begin(0);
      };
      setTimeout(again, pauseMs).unref();
    }
  }

  #shuttingDown(): AppError {
    return new AppError('shutting_down', `The ${this.#options.name} is shutting down.`);
  }

  #unavailable(reason: string | undefined): AppError {
    const { name } = this.#options;
    return new AppError('model_unavailable', `The ${name} could not start: ${reason ?? 'it ended at once'}.`);
  }

  #send(running: Running, message: ToChild): void {
    running.process.send(message, (failure) => {
      if (failure) this.#log.debug('child-send-failed', { error: failure });
    });
  }

  #kill(running: Running, reason: string): void {
    running.killedBecause ??= reason;
    running.process.kill('SIGKILL');
  }
}

function ignore(): void {}

/** Ends early, and quietly, when `signal` is aborted. */
async function pause(durationMs: number, signal?: AbortSignal): Promise<void> {
  await sleep(durationMs, undefined, { ref: false, ...(signal && { signal }) }).catch(ignore);
}

/** Waits for the child unless the caller gives up first. */
async function raceAbort<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  const { promise, reject } = Promise.withResolvers<never>();
  const cancel = () => reject(cancelled());
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
