import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from './log.ts';

/** Does something now and every so often until disposed. What fails is logged as `failure`, and tried again next time. */
export function runEvery(
  { everyMs, log, failure }: { everyMs: number; log: Log; failure: string },
  work: (signal: AbortSignal) => Promise<unknown>,
): AsyncDisposable {
  const stopping = new AbortController();
  const { signal } = stopping;
  async function run(): Promise<void> {
    while (!signal.aborted) {
      await work(signal).catch((error: unknown) => log.error(failure, { error }));
      await sleep(everyMs, undefined, { signal, ref: false }).catch(ignoreStop);
    }
  }
  const running = run();
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await running;
    },
  };
}

/** Being woken to stop is no failure. */
function ignoreStop(thrown: unknown): void {
  if (!(thrown instanceof Error && thrown.name === 'AbortError')) throw thrown;
}
