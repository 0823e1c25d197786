import { vi } from 'vitest';
import { ProcessLease, runJobs } from '../../server/jobs/index.ts';
import {
  getRun,
  type Run,
  startRun,
  TEACH_JOB,
  type TeachDeps,
  teachJob,
} from '../../server/tuning/index.ts';

export const actor = 'system:test';
const FAST = { heartbeatMs: 50, pollMs: 10, firstPauseMs: 1 };
export const start = (deps: TeachDeps, settings = {}) => startRun(deps, { actor, botId: 'bot', settings });
export const work = (deps: TeachDeps) =>
  runJobs({ ...deps, lease: new ProcessLease(deps) }, { [TEACH_JOB]: teachJob(deps) }, FAST);

export async function until(deps: TeachDeps, runId: string, isSo: (run: Run) => boolean) {
  return vi.waitUntil(
    async () => {
      const run = await getRun(deps, { runId });
      return isSo(run) ? run : undefined;
    },
    { timeout: 20_000, interval: 10 },
  );
}
export const ends = (deps: TeachDeps, runId: string, state: Run['state']) =>
  until(deps, runId, (run) => run.state === state);
