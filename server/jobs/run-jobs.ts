import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, ignoring, invariant, newId, toAppError } from '../base/index.ts';
import type { JobDeps, JobHandlers, JobProgress } from './job.ts';
import {
  claimJob,
  completeJob,
  failJob,
  findDueJobs,
  isStillHeld,
  type Lease,
  noteProgress,
  releaseJob,
  releaseUnheard,
  retryJob,
} from './lease.ts';
import { isPermanent, pauseBeforeRetryMs } from './retry.ts';

export type RunJobsOptions = {
  /** Jobs at the same time in this process. */
  concurrency?: number;
  /** How soon a cancelled job is noticed. */
  heartbeatMs?: number;
  /** How soon a job that another process added, or left behind, is noticed; `wake()` is at once. */
  pollMs?: number;
  /** First pause before a repetition; doubles with each. */
  firstPauseMs?: number;
};

const DEFAULTS = {
  concurrency: 1,
  heartbeatMs: 1_000,
  pollMs: 1_000,
  firstPauseMs: 1_000,
} as const satisfies Required<RunJobsOptions>;

/** Takes up jobs until disposed; disposing stops those that run and puts them back. */
export type JobRunner = AsyncDisposable & {
  /** Looks for work now; call after adding a job. */
  wake(): void;
};

/** A job, and the word of this process that it lives for as long as it works on it. */
type Held = { lease: Lease; holding: Disposable };

/** For `.catch`: being woken to stop is no failure. */
const ignoreStop = ignoring('ABORT_ERR');

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
      const held = this.#running.size < this.#options.concurrency ? await this.#claim() : undefined;
      if (held) this.#start(held);
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

  async #claim(): Promise<Held | undefined> {
    const owner = newId('lease');
    let holding: Disposable | undefined;
    let lease: Lease | undefined;
    try {
      const due = await findDueJobs(this.#deps, Object.keys(this.#handlers));
      if (due === undefined) return undefined;
      holding = await this.#deps.lease.hold();
      lease = await claimJob(this.#deps, due, owner);
      return lease && { lease, holding };
    } catch (error) {
      this.#deps.log.error('job-claim-failed', { error });
      // What was taken up unheard nobody else would take up while this process lives.
      if (holding) await this.#tell({}, () => releaseUnheard(this.#deps, owner));
      return undefined;
    } finally {
      if (lease === undefined) holding?.[Symbol.dispose]();
    }
  }

  #start({ lease, holding }: Held): void {
    const work = this.#work(lease).finally(() => {
      holding[Symbol.dispose]();
      this.#running.delete(work);
      this.#wake();
    });
    this.#running.add(work);
  }

  async #work(lease: Lease): Promise<void> {
    const { job } = lease;
    if (job.attempts > job.maxAttempts) {
      const message = `The work was broken off ${job.maxAttempts} times, for instance by a crash. Look at the log, then start it again.`;
      await this.#tell({ job: job.id }, () => failJob(this.#deps, lease, { code: 'internal', message }));
      return;
    }
    const lost = new AbortController();
    const isHeld = () => isStillHeld(this.#deps, lease);
    const heartbeat = setInterval(() => void this.#stay(lease, lost, isHeld), this.#options.heartbeatMs);
    try {
      const handler = this.#handlers[job.kind];
      invariant(handler, `No handler for the job kind "${job.kind}".`);
      await handler(job, {
        signal: AbortSignal.any([lost.signal, this.#stop.signal]),
        progress: (progress: JobProgress) =>
          this.#stay(lease, lost, () => noteProgress(this.#deps, lease, progress)),
      });
    } catch (thrown) {
      await this.#letGo(lease, lost.signal, thrown);
      return;
    } finally {
      clearInterval(heartbeat);
    }
    await this.#tell({ job: job.id }, () => completeJob(this.#deps, lease));
  }

  /** Aborts the work where the job is no longer ours. */
  async #stay(lease: Lease, lost: AbortController, isHeld: () => Promise<boolean>): Promise<void> {
    try {
      if (!(await isHeld())) lost.abort(new AppError('cancelled', 'The job was cancelled.'));
    } catch (error) {
      this.#deps.log.warn('job-heartbeat-failed', { job: lease.job.id, error });
    }
  }

  async #letGo(lease: Lease, lost: AbortSignal, thrown: unknown): Promise<void> {
    const { job } = lease;
    if (lost.aborted) return;
    if (this.#stop.signal.aborted) {
      await this.#tell({ job: job.id }, () => releaseJob(this.#deps, lease));
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
    const error = { code, message };
    const pauseMs = pauseBeforeRetryMs(job.attempts, this.#options.firstPauseMs);
    await this.#tell({ job: job.id }, () =>
      isLast ? failJob(this.#deps, lease, error) : retryJob(this.#deps, lease, { error, pauseMs }),
    );
  }

  /**
   * How a job ended is told until the database hears it: nobody else takes up what a living process holds. What cannot be told before
   * the runner stops is taken up again when the process has ended.
   */
  async #tell(about: { job?: string }, write: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        await write();
        return;
      } catch (error) {
        this.#deps.log.error('job-bookkeeping-failed', { ...about, error });
      }
      if (this.#stop.signal.aborted) return;
      await sleep(this.#options.pollMs, undefined, { signal: this.#stop.signal }).catch(ignoreStop);
    }
  }
}
