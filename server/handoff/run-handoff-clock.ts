import { setTimeout as sleep } from 'node:timers/promises';
import { expireHandoffs } from './expire-handoffs.ts';
import type { HandoffDeps } from './types.ts';

/** Waiting times are minutes; a few seconds late is in time. */
const LOOK_EVERY_MS = 5_000;

/** Lets what is due happen, now and every few seconds until disposed; what came due while no server ran happens at once. */
export function runHandoffClock(
  deps: Pick<HandoffDeps, 'store' | 'clock' | 'log' | 'live'>,
  everyMs = LOOK_EVERY_MS,
): AsyncDisposable {
  const stopping = new AbortController();
  const { signal } = stopping;
  async function run(): Promise<void> {
    while (!signal.aborted) {
      await expireHandoffs(deps).catch((error: unknown) => deps.log.error('handoff-clock-failed', { error }));
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
