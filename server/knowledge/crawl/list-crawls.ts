import type { KnowledgeDeps } from '../types.ts';
import { describeCrawl, describeCrawls, getCrawlRow } from './crawl-row.ts';
import type { Crawl, CrawlPage } from './crawl-types.ts';

const MAX_PAGES_TOLD = 200;
const MOST_TELLING = ['failed', 'gone', 'changed', 'added', 'skipped'] as const;

/** The sites that a bot reads, newest first. */
export async function listCrawls(
  { store }: { store: Pick<KnowledgeDeps['store'], 'db'> },
  { botId }: { botId: string },
): Promise<Crawl[]> {
  const rows = await store.db
    .selectFrom('crawls')
    .selectAll()
    .where('bot_id', '=', botId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return await describeCrawls(store.db, rows);
}

/**
 * One site with what its last run met, but for pages that are as they were.
 * @throws AppError `not_found`
 */
export async function getCrawl(
  { store }: Pick<KnowledgeDeps, 'store'>,
  input: { botId: string; crawlId: string },
): Promise<Crawl & { pages: CrawlPage[] }> {
  const row = await getCrawlRow(store.db, input);
  const pages: CrawlPage[] = [];
  for (const outcome of MOST_TELLING) {
    if (pages.length >= MAX_PAGES_TOLD) break;
    const found = await store.db
      .selectFrom('crawl_pages')
      .select(['url', 'reason', 'document_id', 'checked_at'])
      .where('crawl_id', '=', row.id)
      .where('run', '=', row.run)
      .where('state', '=', 'done')
      .where('outcome', '=', outcome)
      .orderBy('url')
      .limit(MAX_PAGES_TOLD - pages.length)
      .execute();
    for (const { url, reason, document_id, checked_at } of found) {
      pages.push({ url, outcome, reason, documentId: document_id, checkedAt: Number(checked_at ?? 0) });
    }
  }
  return { ...(await describeCrawl(store.db, row)), pages };
}
