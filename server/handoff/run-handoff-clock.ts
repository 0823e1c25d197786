import { runEvery } from '../base/index.ts';
import { forgetFinishedJobs } from '../jobs/index.ts';
import { expireHandoffs } from './expire-handoffs.ts';
import { DELIVERY_JOB } from './queue-delivery.ts';
import type { HandoffDeps } from './types.ts';

/** Waiting times are minutes; a few seconds late is in time. */
const LOOK_EVERY_MS = 5_000;
/** What became of a mail or webhook stands with it; its job says nothing more. */
const KEEP_JOBS_MS = 7 * 24 * 3_600_000;

/** Lets what is due happen and forgets what the queue has sent long ago, now and every few seconds until disposed; what came due while no server ran happens at once. */
export function runHandoffClock(
  deps: Pick<HandoffDeps, 'store' | 'clock' | 'log' | 'live'>,
  everyMs = LOOK_EVERY_MS,
): AsyncDisposable {
  return runEvery({ everyMs, log: deps.log, failure: 'handoff-clock-failed' }, async () => {
    await expireHandoffs(deps);
    const before = deps.clock.now() - KEEP_JOBS_MS;
    await forgetFinishedJobs(deps.store.db, { kind: DELIVERY_JOB, before });
  });
}
