import type { Clock, Log } from '../base/index.ts';
import type { JobTable, Store } from '../store/index.ts';
import type { ProcessLease } from './process-lease.ts';

export type JobDeps = { store: Store; clock: Clock; log: Log; lease: ProcessLease };
export type JobState = JobTable['state'];
export type JobProgress = { done: number; total: number; note?: string };

export type Job = {
  id: string;
  kind: string;
  uniqueKey: string | null;
  input: unknown;
  state: JobState;
  progress: JobProgress | null;
  /** Times it was taken up. */
  attempts: number;
  maxAttempts: number;
  /** Not before; milliseconds since the epoch. */
  runAfter: number;
  error: { code: string; message: string } | null;
  createdAt: number;
  updatedAt: number;
};

export type JobControl = {
  /**
   * Aborts when the job was cancelled, when it was lost to another worker, and when the process is
   * shutting down. Stop soon: what is written afterwards may be written twice.
   */
  signal: AbortSignal;
  progress(progress: JobProgress): Promise<void>;
};

/**
 * Does the work of one job. A throw ends this attempt: the next follows after a pause, unless the error is
 * one that a repetition cannot mend. May run more than once for one job, so its effects bear repeating.
 */
export type JobHandler = (job: Job, control: JobControl) => Promise<void>;
export type JobHandlers = Readonly<Record<string, JobHandler>>;

export function jobFromRow(row: JobTable): Job {
  return {
    id: row.id,
    kind: row.kind,
    uniqueKey: row.unique_key,
    input: JSON.parse(row.input),
    state: row.state,
    progress: row.progress === null ? null : JSON.parse(row.progress),
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
    runAfter: row.run_after,
    error:
      row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? row.error_code },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
