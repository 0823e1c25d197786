import { Worker } from 'node:worker_threads';
import { approximateBytes } from './approximate-bytes.ts';
import type { ChildCalls, FromChild, ToChild } from './child-protocol.ts';
import { toWireError } from './child-protocol.ts';
import { AppError } from './errors.ts';
import { invariant } from './invariant.ts';

const MEMORY_REPORT_INTERVAL_MS = 1_000;

export type CallContext<Event> = {
  /** Aborted when the caller gave up. A handler that computes for long must yield to the event loop to see it. */
  signal: AbortSignal;
  /** Sends one event to the caller, in order, before the call's end. */
  emit(event: Event): void;
  /**
   * Resolves once all that was sent has left this process. A handler that blocks the thread for long waits for this: a
   * large event leaves a little at a time, and keeps all after it waiting.
   */
  flushed(): Promise<void>;
};

export type ChildHandlers<Calls extends ChildCalls> = {
  [Kind in keyof Calls]: (
    input: Calls[Kind]['input'],
    context: CallContext<Calls[Kind]['event']>,
  ) => Promise<Calls[Kind]['output']>;
};

type AnyHandler = (input: unknown, context: CallContext<unknown>) => Promise<unknown>;

/**
 * The child's side of `superviseChild`: opens once with the parent's setup, then answers calls, each as it comes.
 * A thrown AppError reaches the caller as it is, anything else as `internal` with its stack in the parent's log.
 * The process ends when the parent does; signals meant for the whole group are left to the parent.
 */
export function serveChild<Setup, Calls extends ChildCalls>(
  open: (setup: Setup) => Promise<ChildHandlers<Calls>>,
): void {
  invariant(process.send, 'A child process entry was started without a parent.');
  const running = new Map<number, AbortController>();
  let handlers: Record<string, AnyHandler> = {};
  let maxOutputBytes = Number.POSITIVE_INFINITY;

  async function answer(id: number, kind: string, input: unknown): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const handler = handlers[kind];
      invariant(handler, `The child process has no handler for '${kind}'.`);
      const emit = (event: unknown) => send({ type: 'event', id, event });
      const output = await handler(input, { signal: controller.signal, emit, flushed: () => lastSent });
      if (approximateBytes(output, maxOutputBytes) > maxOutputBytes) {
        throw new AppError('too_large', `The result is larger than the limit of ${maxOutputBytes} bytes.`);
      }
      send({ type: 'done', id, output });
    } catch (thrown) {
      send({ type: 'error', id, error: toWireError(thrown) });
    } finally {
      running.delete(id);
    }
  }

  async function setUp(setup: unknown): Promise<void> {
    try {
      // The parent's `setup` option and this child's `Setup` are declared side by side.
      handlers = (await open(setup as Setup)) as Record<string, AnyHandler>;
      send({ type: 'ready' });
    } catch (thrown) {
      send({ type: 'failed', error: toWireError(thrown) });
    }
  }

  process.on('message', (message: ToChild) => {
    if (message.type === 'setup') {
      maxOutputBytes = message.maxOutputBytes;
      void setUp(message.setup);
    } else if (message.type === 'call') void answer(message.id, message.kind, message.input);
    else running.get(message.id)?.abort();
  });
  process.on('disconnect', () => process.exit(0));
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => undefined);
  new Worker(new URL('./child-watchdog.ts', import.meta.url), { workerData: process.ppid }).unref();
  if (process.platform === 'linux') return;
  setInterval(
    () => send({ type: 'memory', residentBytes: process.memoryUsage.rss() }),
    MEMORY_REPORT_INTERVAL_MS,
  ).unref();
}

let lastSent: Promise<void> = Promise.resolve();

function send(message: FromChild): void {
  if (!process.connected) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  lastSent = promise;
  process.send?.(message, undefined, undefined, (failure) => {
    if (failure) process.exit(0);
    resolve();
  });
}
