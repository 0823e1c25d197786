import { backupJobs, runNightlyClock } from './backups/index.ts';
import { recoverReplies, runReplyClock, runRetentionClock } from './chat/index.ts';
import type { AppContext } from './context.ts';
import { DELIVERY_JOB, deliveryJob, runHandoffClock } from './handoff/index.ts';
import { type RunningServer, serveApp } from './http/index.ts';
import { announceWorker, type JobHandlers, runJobs } from './jobs/index.ts';
import { CRAWL_JOB, crawlJob, recoverDocuments } from './knowledge/index.ts';
import { checkSealKey } from './store/index.ts';
import { runSweeps } from './sweep-leftovers.ts';
import {
  ADAPTER_JOB,
  adapterJob,
  COMPARISON_JOB,
  comparisonJob,
  DECISION_JOB,
  decisionJob,
  findActiveRun,
  keepCrossEncoder,
  RETEST_JOB,
  retestJob,
  runCorrectionClock,
  runRetestClock,
  TEACH_JOB,
  teachJob,
} from './tuning/index.ts';
import { IMPORT_JOB, importBotJob } from './whole-bots/index.ts';

/** Apart from the jobs that take hours: a mail, or a look at the slider, does not wait for a bot to be taught. */
const SHORT = { concurrency: 4, firstPauseMs: 5_000 };

/** A site takes as long as its operator's patience asks for; two at once keep neither waiting. */
const CRAWLING = { concurrency: 2, firstPauseMs: 10_000 };

/** What a full disk or a share that is away needs is a while. */
const BACKUPS = { firstPauseMs: 60_000 };

/**
 * Puts right what a crash left behind, then listens and works on jobs. Documents are prepared while the first visitors
 * are served. Disposing puts unfinished jobs back for the next start.
 */
export async function serve(context: AppContext): Promise<RunningServer> {
  const { key } = context.config.backups;
  // Else it would be found out at night, when no backup is made.
  if (key !== undefined) await checkSealKey(key);
  await recoverReplies(context);
  const server = await serveApp(context, context.config.http);
  const presence = await announceWorker({ dataDir: context.config.storage.dataDir, log: context.log });
  const handoffs = runHandoffClock(context);
  const retention = runRetentionClock(context);
  const replies = runReplyClock(context);
  const corrections = runCorrectionClock(context);
  const jobs = runJobs(context, jobHandlers(context));
  const shortJobs = runJobs(context, shortJobHandlers(context), SHORT);
  const crawls = runJobs(context, { [CRAWL_JOB]: crawlJob(context) }, CRAWLING);
  const imports = runJobs(context, importJobHandlers(context));
  const backups = runJobs(context, backupJobs(context), BACKUPS);
  const nights = runNightlyClock(context);
  const retests = runJobs(context, { [RETEST_JOB]: retestJob(context.retesting) });
  const retestClock = runRetestClock({ ...context, wake: () => retests.wake() });
  const sweeps = runSweeps(context);
  const { crossEncoder, store, log } = context;
  const reading =
    crossEncoder && keepCrossEncoder({ crossEncoder, log, findActiveRun: () => findActiveRun(store.db) });
  const stopping = new AbortController();
  const prepared = context.served.prepareAll(stopping.signal).catch((error: unknown) => {
    if (!stopping.signal.aborted) context.log.error('versions-not-prepared', { error });
  });
  const recovered = recoverDocuments(context, stopping.signal).catch((error: unknown) => {
    if (!stopping.signal.aborted) context.log.error('documents-not-recovered', { error });
  });
  return {
    ...server,
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await Promise.all(
        [
          server,
          jobs,
          shortJobs,
          crawls,
          imports,
          backups,
          nights,
          retestClock,
          retests,
          handoffs,
          retention,
          replies,
          corrections,
          sweeps,
          ...(reading ? [reading] : []),
        ].map((part) => part[Symbol.asyncDispose]()),
      );
      await presence[Symbol.asyncDispose]();
      await Promise.all([recovered, prepared]);
    },
  };
}

function jobHandlers(context: AppContext): JobHandlers {
  return { [TEACH_JOB]: teachJob(context.teaching), [COMPARISON_JOB]: comparisonJob(context.comparing) };
}

function importJobHandlers(context: AppContext): JobHandlers {
  const { openBase } = context.teaching.stages;
  return {
    [IMPORT_JOB]: importBotJob(context),
    [ADAPTER_JOB]: adapterJob({ ...context.versions, openBase }),
  };
}

function shortJobHandlers(context: AppContext): JobHandlers {
  return { [DELIVERY_JOB]: deliveryJob(context.delivering), [DECISION_JOB]: decisionJob(context.comparing) };
}
