import { recordAudit } from '../../audit/index.ts';
import { AppError, newId, publicOnly } from '../../base/index.ts';
import type { Audience, CrawlSchedule } from '../../contract/index.ts';
import { FOR_EVERYONE, storedAudience } from '../audience.ts';
import { type CrawlRow, describeCrawl, getCrawlRow } from './crawl-row.ts';
import type { Crawl, CrawlDeps } from './crawl-types.ts';
import { pageAddress } from './page-address.ts';
import { queueRun } from './start-crawl.ts';

const DEFAULT_MAX_PAGES = 500;
/** Each may run at any hour; more than this is another product. */
const MAX_CRAWLS = 50;

/**
 * Adds a site and begins to read it.
 * @throws AppError `bad_request` (no web address, or one inside the network), `conflict` (known already, too many)
 */
export async function createCrawl(
  deps: Pick<CrawlDeps, 'store' | 'clock' | 'crawling'>,
  input: {
    botId: string;
    actor: string;
    startUrl: string;
    include?: string[];
    exclude?: string[];
    schedule?: CrawlSchedule;
    maxPages?: number;
    audience?: Audience;
  },
): Promise<Crawl> {
  const startUrl = pageAddress(input.startUrl);
  if (startUrl === undefined) {
    throw new AppError(
      'bad_request',
      'Give the address of a page or sitemap, as in https://example.org/help.',
    );
  }
  const { allowedHosts } = deps.crawling;
  publicOnly(new URL(startUrl), { allowedHosts, setting: 'FOYER_CRAWL_HOSTS' });
  const now = deps.clock.now();
  const row: CrawlRow = {
    id: newId('site'),
    bot_id: input.botId,
    start_url: startUrl,
    include: JSON.stringify(input.include ?? []),
    exclude: JSON.stringify(input.exclude ?? []),
    schedule: input.schedule ?? 'never',
    max_pages: input.maxPages ?? DEFAULT_MAX_PAGES,
    audience: input.audience === undefined ? FOR_EVERYONE : storedAudience(input.audience),
    state: 'waiting',
    run: 0,
    job_id: null,
    note: null,
    error_code: null,
    error_message: null,
    started_at: null,
    ended_at: null,
    next_run_at: null,
    created_by: input.actor,
    created_at: now,
    updated_at: now,
  };
  return await deps.store.transact(async (tx) => {
    const known = await tx
      .selectFrom('crawls')
      .select(['id', 'start_url'])
      .where('bot_id', '=', input.botId)
      .execute();
    if (known.some(({ start_url }) => start_url === startUrl)) {
      throw new AppError('conflict', 'This site is there already. Read it again from its place in the list.');
    }
    if (known.length >= MAX_CRAWLS) {
      throw new AppError('conflict', `A bot reads at most ${MAX_CRAWLS} sites. Remove one first.`);
    }
    await tx.insertInto('crawls').values(row).execute();
    await recordAudit(tx, {
      at: now,
      actor: input.actor,
      verb: 'createCrawl',
      subject: `crawl:${row.id}`,
      details: { botId: input.botId },
      after: {
        startUrl,
        schedule: row.schedule,
        include: row.include,
        exclude: row.exclude,
        audience: row.audience,
      },
    });
    await queueRun(tx, row, { actor: input.actor, now, runAt: now });
    return await describeCrawl(tx, await getCrawlRow(tx, { botId: input.botId, crawlId: row.id }));
  });
}
