import { runEvery } from '../base/index.ts';
import { expireHandoffs } from './expire-handoffs.ts';
import type { HandoffDeps } from './types.ts';

/** Waiting times are minutes; a few seconds late is in time. */
const LOOK_EVERY_MS = 5_000;

/** Lets what is due happen, now and every few seconds until disposed; what came due while no server ran happens at once. */
export function runHandoffClock(
  deps: Pick<HandoffDeps, 'store' | 'clock' | 'log' | 'live'>,
  everyMs = LOOK_EVERY_MS,
): AsyncDisposable {
  return runEvery({ everyMs, log: deps.log, failure: 'handoff-clock-failed' }, () => expireHandoffs(deps));
}
