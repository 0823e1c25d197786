import { AppError, invariant, toAppError } from '../base/index.ts';
import type { JobDeps, JobHandlers, JobProgress } from './job.ts';
import { claimJob, completeJob, failJob, type Lease, releaseJob, renewLease, retryJob } from './lease.ts';
import { isPermanent, pauseBeforeRetryMs } from './retry.ts';

export type RunJobsOptions = {
  /** Jobs at the same time in this process. */
  concurrency?: number;
  /** A job is taken up by another worker this long after its worker died. */
  leaseMs?: number;
  /** How soon a cancelled job is noticed. */
  heartbeatMs?: number;
  /** How soon a job that another process added is noticed; `wake()` is at once. */
  pollMs?: number;
  /** First pause before a repetition; doubles with each. */
  firstPauseMs?: number;
};

const DEFAULTS = {
  concurrency: 1,
  leaseMs: 30_000,
  heartbeatMs: 2_000,
  pollMs: 1_000,
  firstPauseMs: 1_000,
} as const satisfies Required<RunJobsOptions>;

/** Takes up jobs until disposed; disposing stops those that run and puts them back. */
export type JobRunner = AsyncDisposable & {
  /** Looks for work now; call after adding a job. */
  wake(): void;
};

/** Starts working on jobs of the kinds that have a handler. */
export function runJobs(deps: JobDeps, handlers: JobHandlers, options: RunJobsOptions = {}): JobRunner {
  return new Runner(deps, handlers, { ...DEFAULTS, ...options });
}

class Runner implements JobRunner {
  readonly #deps: JobDeps;
  readonly #handlers: JobHandlers;
  readonly #options: Required<RunJobsOptions>;
  readonly #stop = new AbortController();
  readonly #running = new Set<Promise<void>>();
  readonly #loop: Promise<void>;
  #wake: () => void = () => {};

  constructor(deps: JobDeps, handlers: JobHandlers, options: Required<RunJobsOptions>) {
    this.#deps = deps;
    this.#handlers = handlers;
    this.#options = options;
    this.#loop = this.#run();
  }

  wake(): void {
    this.#wake();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    this.#wake();
    await this.#loop;
    await Promise.all(this.#running);
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const woken = this.#pause();
      const lease = this.#running.size < this.#options.concurrency ? await this.#claim() : undefined;
      if (lease) this.#start(lease);
      else await woken;
      this.#wake();
    }
  }

  /** Made before looking for work, so that a `wake` during the look is not missed. */
  #pause(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, this.#options.pollMs);
    this.#wake = () => {
      clearTimeout(timer);
      resolve();
    };
    return promise;
  }

  async #claim(): Promise<Lease | undefined> {
    try {
      return await claimJob(this.#deps, {
        kinds: Object.keys(this.#handlers),
        leaseMs: this.#options.leaseMs,
      });
    } catch (error) {
      this.#deps.log.error('job-claim-failed', { error });
      return undefined;
    }
  }

  #start(lease: Lease): void {
    const work = this.#work(lease)
      .catch((error: unknown) => {
        // The lease runs out, and the job is taken up again.
        this.#deps.log.error('job-bookkeeping-failed', { job: lease.job.id, error });
      })
      .finally(() => {
        this.#running.delete(work);
        this.#wake();
      });
    this.#running.add(work);
  }

  async #work(lease: Lease): Promise<void> {
    const { job } = lease;
    if (job.attempts > job.maxAttempts) {
      const message = `The work was broken off ${job.maxAttempts} times, for instance by a crash. Look at the log, then start it again.`;
      await failJob(this.#deps, lease, { code: 'internal', message });
      return;
    }
    const lost = new AbortController();
    const heartbeat = setInterval(() => void this.#renew(lease, lost), this.#options.heartbeatMs);
    try {
      const handler = this.#handlers[job.kind];
      invariant(handler, `No handler for the job kind "${job.kind}".`);
      await handler(job, {
        signal: AbortSignal.any([lost.signal, this.#stop.signal]),
        progress: (progress) => this.#renew(lease, lost, progress),
      });
      await completeJob(this.#deps, lease);
    } catch (thrown) {
      await this.#letGo(lease, lost.signal, thrown);
    } finally {
      clearInterval(heartbeat);
    }
  }

  async #renew(lease: Lease, lost: AbortController, progress?: JobProgress): Promise<void> {
    try {
      const held = await renewLease(this.#deps, lease, {
        leaseMs: this.#options.leaseMs,
        ...(progress && { progress }),
      });
      if (!held) lost.abort(new AppError('cancelled', 'The job was cancelled.'));
    } catch (error) {
      this.#deps.log.warn('job-heartbeat-failed', { job: lease.job.id, error });
    }
  }

  async #letGo(lease: Lease, lost: AbortSignal, thrown: unknown): Promise<void> {
    const { job } = lease;
    if (lost.aborted) return;
    if (this.#stop.signal.aborted) {
      await releaseJob(this.#deps, lease);
      return;
    }
    const { code, message } = toAppError(thrown);
    const isLast = job.attempts >= job.maxAttempts || isPermanent(code);
    this.#deps.log.warn('job-attempt-failed', {
      job: job.id,
      kind: job.kind,
      attempt: job.attempts,
      isLast,
      error: thrown,
    });
    if (isLast) {
      await failJob(this.#deps, lease, { code, message });
      return;
    }
    const pauseMs = pauseBeforeRetryMs(job.attempts, this.#options.firstPauseMs);
    await retryJob(this.#deps, lease, { error: { code, message }, pauseMs });
  }
}
