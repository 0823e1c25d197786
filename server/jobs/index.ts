/**
 * Purpose: work that outlives a request: a durable queue with leases, progress, retries and cancelling; which processes are alive.
 * Invariant: at most one worker holds a job; a job whose worker died is taken up again.
 * Must never know: what a job does.
 */
export { cancelBotJobs } from './cancel-bot-jobs.ts';
export { cancelJob, cancelJobIn } from './cancel-job.ts';
export { type EnqueuedJob, type EnqueueJobInput, enqueueJob } from './enqueue-job.ts';
export { findJob, getJob, type ListJobsInput, listJobs } from './find-job.ts';
export { forgetFinishedJobs } from './forget-finished-jobs.ts';
export type { Job, JobControl, JobDeps, JobHandler, JobHandlers, JobProgress, JobState } from './job.ts';
export {
  forgetDeadProcesses,
  isLeftBehind,
  LEASE_MS,
  livingProcesses,
  ProcessLease,
} from './process-lease.ts';
export { isPermanent } from './retry.ts';
export { type JobRunner, type RunJobsOptions, runJobs } from './run-jobs.ts';
export { announceWorker, isWorkerPresent } from './worker-presence.ts';
