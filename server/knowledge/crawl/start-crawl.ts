import type { Kysely } from 'kysely';
import { AppError } from '../../base/index.ts';
import { enqueueJob } from '../../jobs/index.ts';
import type { Database } from '../../store/index.ts';
import type { KnowledgeDeps } from '../types.ts';
import { type CrawlRow, describeCrawl, getCrawlRow, isUnfinished } from './crawl-row.ts';
import type { Crawl } from './crawl-types.ts';

export const CRAWL_JOB = 'crawl';
/** A run goes on where a killed server left it; each time counts as an attempt. */
const MAX_ATTEMPTS = 20;
const PAUSES_MS = { daily: 24 * 3_600_000, weekly: 7 * 24 * 3_600_000 } as const;

/**
 * Reads a site again, now.
 * @throws AppError `not_found`, `conflict` while it is read
 */
export async function startCrawl(
  deps: Pick<KnowledgeDeps, 'store' | 'clock'>,
  { botId, crawlId, actor }: { botId: string; crawlId: string; actor: string },
): Promise<Crawl> {
  const now = deps.clock.now();
  return await deps.store.transact(async (tx) => {
    const row = await getCrawlRow(tx, { botId, crawlId });
    if (isUnfinished(await describeCrawl(tx, row))) {
      throw new AppError('conflict', 'This site is being read. Wait for the end, or stop it first.');
    }
    await queueRun(tx, row, { actor, now, runAt: now });
    return await describeCrawl(tx, await getCrawlRow(tx, { botId, crawlId }));
  });
}

/** Queues the next run in the caller's transaction. A run planned for later gives way to one that starts now. */
export async function queueRun(
  tx: Kysely<Database>,
  row: CrawlRow,
  { actor, now, runAt }: { actor: string; now: number; runAt: number },
): Promise<void> {
  await dropPlannedRun(tx, row, now);
  const run = row.run + 1;
  const { id: jobId } = await enqueueJob(tx, {
    at: now,
    actor,
    kind: CRAWL_JOB,
    botId: row.bot_id,
    input: { crawlId: row.id, run },
    // The instant keeps a run that was planned, dropped and planned again apart from itself.
    uniqueKey: `crawl:${row.id}:${run}:${now}`,
    runAfter: runAt,
    maxAttempts: MAX_ATTEMPTS,
  });
  await tx
    .updateTable('crawls')
    .set({
      job_id: jobId,
      next_run_at: runAt > now ? runAt : null,
      updated_at: now,
      ...(runAt > now ? {} : { state: 'waiting', run, note: null, error_code: null, error_message: null }),
    })
    .where('id', '=', row.id)
    .execute();
}

/** Plans the next run by the schedule, if there is one. */
export async function planNextRun(
  tx: Kysely<Database>,
  row: CrawlRow,
  { actor, now }: { actor: string; now: number },
): Promise<void> {
  if (row.schedule === 'never') {
    await dropPlannedRun(tx, row, now);
    await tx.updateTable('crawls').set({ next_run_at: null }).where('id', '=', row.id).execute();
    return;
  }
  await queueRun(tx, row, { actor, now, runAt: now + PAUSES_MS[row.schedule] });
}

/** A planned run has not begun, so nothing is lost with it. */
async function dropPlannedRun(tx: Kysely<Database>, row: CrawlRow, now: number): Promise<void> {
  if (row.job_id === null || row.next_run_at === null) return;
  await tx
    .updateTable('jobs')
    .set({ state: 'cancelled', updated_at: now })
    .where('id', '=', row.job_id)
    .where('state', '=', 'waiting')
    .execute();
}
