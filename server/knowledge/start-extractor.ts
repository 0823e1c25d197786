import { AppError, type Log, type SupervisedChild, superviseChild } from '../base/index.ts';
import { EXTRACT_LIMITS } from './extract/limits.ts';
import type { ExtractorCalls } from './extractor-process.ts';
import type { Extractor } from './types.ts';

/**
 * The process that reads untrusted files, started for the first of them. A file that makes it crash, hang or grow past its
 * limits gets it killed and started again; only that file fails. Files are read one at a time, so that each is charged for its own memory.
 */
export function startExtractor(options: {
  log: Log;
  timeoutMs?: number;
  maxMemoryBytes?: number;
}): Extractor {
  const timeoutMs = options.timeoutMs ?? EXTRACT_LIMITS.timeoutMs;
  const start = () =>
    superviseChild<ExtractorCalls>({
      entry: new URL('./extractor-process.ts', import.meta.url),
      name: 'extractor',
      log: options.log,
      maxMemoryBytes: options.maxMemoryBytes ?? EXTRACT_LIMITS.maxMemoryBytes,
      maxOutputBytes: EXTRACT_LIMITS.maxTextLength * 6,
      cancelTimeoutMs: 0,
      niceness: 10,
      crashCode: 'unreadable_document',
    });
  let child: SupervisedChild<ExtractorCalls> | undefined;
  let closed = false;
  function running(): SupervisedChild<ExtractorCalls> {
    if (closed)
      throw new AppError('shutting_down', 'The server is shutting down; files are read when it is back.');
    child ??= start();
    return child;
  }
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    const reading = last.then(async () => {
      if (signal?.aborted === true) throw new AppError('cancelled', 'Reading was cancelled.');
      return await work();
    });
    last = reading.then(ignore, ignore);
    return reading;
  }
  return {
    read: (input, signal) => inTurn(() => running().call('read', input, { signal, timeoutMs }), signal),
    links: (input, signal) => inTurn(() => running().call('links', input, { signal, timeoutMs }), signal),
    async [Symbol.asyncDispose]() {
      closed = true;
      await child?.[Symbol.asyncDispose]();
    },
  };
}

function ignore(): void {}
