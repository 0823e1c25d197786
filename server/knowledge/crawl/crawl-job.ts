import { z } from 'zod';
import { type AppError, toAppError } from '../../base/index.ts';
import type { Job, JobHandler } from '../../jobs/index.ts';
import type { CrawlRow } from './crawl-row.ts';
import { CRAWL_ACTOR, type CrawlDeps } from './crawl-types.ts';
import { runCrawl } from './run-crawl.ts';
import { planNextRun } from './start-crawl.ts';

const inputSchema = z.object({ crawlId: z.string(), run: z.number().int() });
/** What may pass by itself: the whole run is tried again, from where it stood. */
const TRIES_BY_JOB = new Set(['storage_failed', 'model_unavailable', 'model_crashed', 'queue_full']);

/** Works on one run of a site. A run that a killed server left goes on with the pages that it had not read. */
export function crawlJob(deps: CrawlDeps): JobHandler {
  return async (job, control) => {
    const { crawlId, run } = inputSchema.parse(job.input);
    const crawl = await beginRun(deps, job, { crawlId, run });
    if (crawl === undefined) return;
    try {
      const note = await runCrawl(deps, crawl, control);
      await endRun(deps, crawl, { state: 'done', note });
    } catch (thrown) {
      if (control.signal.aborted) throw thrown;
      const error = toAppError(thrown);
      if (TRIES_BY_JOB.has(error.code) && job.attempts < job.maxAttempts) throw thrown;
      if (error.code === 'internal') deps.log.error('crawl-failed', { crawl: crawlId, error: thrown });
      await endRun(deps, crawl, { state: 'failed', error });
    }
  };
}

/** Undefined when the site was removed, or the run stopped, before a worker came. */
async function beginRun(
  { store, clock }: CrawlDeps,
  job: Job,
  { crawlId, run }: { crawlId: string; run: number },
): Promise<CrawlRow | undefined> {
  const now = clock.now();
  return await store.transact(async (tx) => {
    const row = await tx.selectFrom('crawls').selectAll().where('id', '=', crawlId).executeTakeFirst();
    if (row === undefined || row.job_id !== job.id) return undefined;
    if (row.state === 'running' && Number(row.run) === run) return row;
    return await tx
      .updateTable('crawls')
      .set({
        state: 'running',
        run,
        note: null,
        error_code: null,
        error_message: null,
        started_at: now,
        ended_at: null,
        next_run_at: null,
        updated_at: now,
      })
      .where('id', '=', crawlId)
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}

type End = { state: 'done'; note: string | null } | { state: 'failed'; error: AppError };

async function endRun({ store, clock }: CrawlDeps, crawl: CrawlRow, end: End): Promise<void> {
  const now = clock.now();
  await store.transact(async (tx) => {
    const ended = await tx
      .updateTable('crawls')
      .set({
        state: end.state,
        note: end.state === 'done' ? end.note : null,
        error_code: end.state === 'failed' ? end.error.code : null,
        error_message: end.state === 'failed' ? end.error.message : null,
        ended_at: now,
        updated_at: now,
      })
      .where('id', '=', crawl.id)
      .where('state', '=', 'running')
      .returningAll()
      .executeTakeFirst();
    if (ended !== undefined) await planNextRun(tx, ended, { actor: CRAWL_ACTOR, now });
  });
}
