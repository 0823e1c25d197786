import { recordAudit } from '../../audit/index.ts';
import { AppError } from '../../base/index.ts';
import type { Audience, CrawlSchedule } from '../../contract/index.ts';
import { cancelJob, cancelJobIn } from '../../jobs/index.ts';
import { storedAudience } from '../audience.ts';
import { deleteDocument } from '../delete-document.ts';
import { embedderKey, raiseIndexVersion } from '../index-version.ts';
import type { KnowledgeDeps } from '../types.ts';
import { type CrawlRow, describeCrawl, getCrawlRow, isUnfinished } from './crawl-row.ts';
import type { Crawl } from './crawl-types.ts';
import { getCrawl } from './list-crawls.ts';
import { planNextRun } from './start-crawl.ts';

type CrawlId = { botId: string; crawlId: string; actor: string };
type ChangeDeps = Pick<KnowledgeDeps, 'store' | 'clock'>;

export type CrawlChange = {
  include?: string[];
  exclude?: string[];
  schedule?: CrawlSchedule;
  maxPages?: number;
  audience?: Audience;
};

/**
 * Changes which pages are read and when, from the next page on, and who may be told what they say, at once.
 * @throws AppError `not_found`
 */
export async function changeCrawl(
  deps: ChangeDeps & Pick<KnowledgeDeps, 'embedder' | 'index'>,
  input: CrawlId & CrawlChange,
): Promise<Crawl> {
  const now = deps.clock.now();
  await deps.store.transact(async (tx) => {
    const row = await getCrawlRow(tx, input);
    const change = {
      ...(input.include && { include: JSON.stringify(input.include) }),
      ...(input.exclude && { exclude: JSON.stringify(input.exclude) }),
      ...(input.schedule && { schedule: input.schedule }),
      ...(input.maxPages && { max_pages: input.maxPages }),
      ...(input.audience && { audience: storedAudience(input.audience) }),
    };
    await tx
      .updateTable('crawls')
      .set({ ...change, updated_at: now })
      .where('id', '=', row.id)
      .execute();
    const changed = { ...row, ...change };
    if (changed.schedule !== row.schedule && !isUnfinished(row)) {
      await planNextRun(tx, changed, { actor: input.actor, now });
    }
    if (changed.audience !== row.audience) {
      await setPagesAudience(tx, row, changed.audience, now);
      const embedder = embedderKey(deps.embedder.identity());
      await raiseIndexVersion(tx, { botId: input.botId, embedder, now });
    }
    const { include, exclude, schedule, max_pages: maxPages, audience } = row;
    await recordAudit(tx, {
      at: now,
      actor: input.actor,
      verb: 'changeCrawl',
      subject: `crawl:${row.id}`,
      details: { botId: input.botId },
      before: { include, exclude, schedule, maxPages, audience },
      after: {
        include: changed.include,
        exclude: changed.exclude,
        schedule: changed.schedule,
        maxPages: changed.max_pages,
        audience: changed.audience,
      },
    });
  });
  if (input.audience) deps.index.requestRefresh(input.botId);
  return await getCrawl(deps, input);
}

/** Pages that were set apart by hand stay as they are. */
async function setPagesAudience(
  tx: KnowledgeDeps['store']['db'],
  row: CrawlRow,
  audience: string,
  now: number,
): Promise<void> {
  const pages = tx
    .selectFrom('crawl_pages')
    .select('document_id')
    .where('crawl_id', '=', row.id)
    .where('document_id', 'is not', null)
    .$castTo<{ document_id: string }>();
  await tx
    .updateTable('documents')
    .set({ audience, updated_at: now })
    .where('audience', '=', row.audience)
    .where('id', 'in', pages)
    .execute();
}

/**
 * Ends a run; what it has read stays. The page that is being read may still become a document.
 * @throws AppError `not_found`, `conflict` when none goes on
 */
export async function cancelCrawl(deps: ChangeDeps, input: CrawlId): Promise<Crawl> {
  const { actor } = input;
  const now = deps.clock.now();
  await deps.store.transact(async (tx) => {
    const row = await getCrawlRow(tx, input);
    if (row.job_id === null || !isUnfinished(await describeCrawl(tx, row))) {
      throw new AppError('conflict', 'This site is not being read now.');
    }
    await cancelJobIn(tx, { at: now, actor, jobId: row.job_id });
    await tx
      .updateTable('crawls')
      .set({ state: 'cancelled', ended_at: now, updated_at: now })
      .where('id', '=', row.id)
      .execute();
    await planNextRun(tx, await getCrawlRow(tx, input), { actor, now });
  });
  return await getCrawl(deps, input);
}

/**
 * Forgets a site; its documents stay, as ordinary ones, unless they are to go too.
 * @throws AppError `not_found`
 */
export async function deleteCrawl(
  deps: ChangeDeps & Pick<KnowledgeDeps, 'embedder' | 'index'>,
  input: CrawlId & { withDocuments?: boolean },
): Promise<void> {
  const { actor, withDocuments = false } = input;
  const row = await getCrawlRow(deps.store.db, input);
  if (row.job_id !== null) await cancelJob(deps, { actor, jobId: row.job_id });
  // The site goes last: what is cut off in between, the same step takes up again.
  if (withDocuments) await deletePages(deps, row, actor);
  await deps.store.transact(async (tx) => {
    await tx.deleteFrom('crawl_pages').where('crawl_id', '=', row.id).execute();
    await tx.deleteFrom('crawls').where('id', '=', row.id).execute();
    await recordAudit(tx, {
      at: deps.clock.now(),
      actor,
      verb: 'deleteCrawl',
      subject: `crawl:${row.id}`,
      details: { botId: row.bot_id, withDocuments },
      before: { startUrl: row.start_url },
    });
  });
}

/** Each in a transaction of its own, so that nobody waits for all of them. */
async function deletePages(
  deps: ChangeDeps & Pick<KnowledgeDeps, 'embedder' | 'index'>,
  { id, bot_id: botId }: CrawlRow,
  actor: string,
): Promise<void> {
  const pages = await deps.store.db
    .selectFrom('crawl_pages')
    .select('document_id')
    .where('crawl_id', '=', id)
    .where('document_id', 'is not', null)
    .$narrowType<{ document_id: string }>()
    .execute();
  for (const { document_id: documentId } of pages) {
    await deleteDocument(deps, { botId, documentId, actor }).catch((thrown: unknown) => {
      // A colleague was faster.
      if (!(thrown instanceof AppError) || thrown.code !== 'not_found') throw thrown;
    });
  }
}
