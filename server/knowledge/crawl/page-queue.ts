import type { Kysely, Selectable } from 'kysely';
import { chunks } from '../../base/index.ts';
import type { CrawlPageTable, Database } from '../../store/index.ts';

export type PageRow = Selectable<CrawlPageTable>;
export type PageOutcome = NonNullable<PageRow['outcome']>;

type Run = { crawlId: string; run: number };

/**
 * Queues pages that this run has not met, the first `atMost` of them: what will not be visited is not kept either. Those of
 * earlier runs keep what is known of them.
 */
export async function queuePages(
  db: Kysely<Database>,
  { crawlId, run }: Run,
  urls: readonly string[],
  { depth, atMost = Number.POSITIVE_INFINITY }: { depth: number; atMost?: number },
): Promise<void> {
  let room = atMost;
  for (const some of chunks([...new Set(urls)], 100)) {
    if (room <= 0) return;
    const met = await metIn(db, { crawlId, run }, some);
    const fresh = some.filter((url) => !met.has(url)).slice(0, room);
    room -= fresh.length;
    if (fresh.length === 0) continue;
    await db
      .insertInto('crawl_pages')
      .values(fresh.map((url) => ({ crawl_id: crawlId, url, run, state: 'queued' as const, depth })))
      .onConflict((conflict) =>
        conflict
          .columns(['crawl_id', 'url'])
          .doUpdateSet({ run, state: 'queued', depth })
          .where('crawl_pages.run', '<', run),
      )
      .execute();
  }
}

async function metIn(
  db: Kysely<Database>,
  { crawlId, run }: Run,
  urls: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('crawl_pages')
    .select('url')
    .where('crawl_id', '=', crawlId)
    .where('run', '=', run)
    .where('url', 'in', urls)
    .execute();
  return new Set(rows.map(({ url }) => url));
}

/** Nearest to the start first, so that a limit cuts off what is deepest. */
export async function nextPage(db: Kysely<Database>, { crawlId, run }: Run): Promise<PageRow | undefined> {
  return await db
    .selectFrom('crawl_pages')
    .selectAll()
    .where('crawl_id', '=', crawlId)
    .where('run', '=', run)
    .where('state', '=', 'queued')
    .orderBy('depth')
    .orderBy('url')
    .limit(1)
    .executeTakeFirst();
}

/** Pages of this run that were asked for, and those among them that are documents. */
export async function countVisited(
  db: Kysely<Database>,
  { crawlId, run }: Run,
): Promise<{ visited: number; documents: number; queued: number }> {
  const rows = await db
    .selectFrom('crawl_pages')
    .select(({ fn }) => ['state', 'outcome', fn.countAll().as('count')])
    .where('crawl_id', '=', crawlId)
    .where('run', '=', run)
    .groupBy(['state', 'outcome'])
    .execute();
  const counts = { visited: 0, documents: 0, queued: 0 };
  for (const { state, outcome, count } of rows) {
    if (state === 'queued') counts.queued += Number(count);
    else counts.visited += Number(count);
    if (state === 'done' && /^(?:added|changed|unchanged)$/.test(outcome ?? '')) {
      counts.documents += Number(count);
    }
  }
  return counts;
}

/** Another page of this run with the same bytes: one page under two addresses. */
export async function findSameContent(
  db: Kysely<Database>,
  { crawlId, run }: Run,
  page: { url: string; contentHash: string },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('crawl_pages')
    .select('url')
    .where('crawl_id', '=', crawlId)
    .where('run', '=', run)
    .where('state', '=', 'done')
    .where('content_hash', '=', page.contentHash)
    .where('outcome', 'in', ['added', 'changed', 'unchanged'])
    .where('url', '!=', page.url)
    .orderBy('url')
    .executeTakeFirst();
  return row?.url;
}
