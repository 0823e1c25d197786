import { recordAudit } from '../../audit/index.ts';
import { AppError, publicOnly } from '../../base/index.ts';
import { describeCrawl, getCrawlRow } from './crawl-row.ts';
import type { Crawl, CrawlDeps } from './crawl-types.ts';
import { type NewCrawl, newCrawlRow } from './new-crawl.ts';
import { queueRun } from './start-crawl.ts';

const DEFAULTS = {
  include: [],
  exclude: [],
  schedule: 'never',
  maxPages: 500,
  audience: { kind: 'everyone' },
} as const;
/** Each may run at any hour; more than this is another product. */
const MAX_CRAWLS = 50;

/**
 * Adds a site and begins to read it.
 * @throws AppError `bad_request` (no web address, or one inside the network), `conflict` (known already, too many)
 */
export async function createCrawl(
  deps: Pick<CrawlDeps, 'store' | 'clock' | 'crawling'>,
  input: { botId: string; actor: string } & Pick<NewCrawl, 'startUrl'> & Partial<NewCrawl>,
): Promise<Crawl> {
  const { botId, actor, ...crawl } = input;
  const now = deps.clock.now();
  const row = newCrawlRow({ ...DEFAULTS, ...crawl }, { botId, actor, at: now });
  const { allowedHosts } = deps.crawling;
  publicOnly(new URL(row.start_url), { allowedHosts, setting: 'FOYER_CRAWL_HOSTS' });
  return await deps.store.transact(async (tx) => {
    const known = await tx
      .selectFrom('crawls')
      .select(['id', 'start_url'])
      .where('bot_id', '=', botId)
      .execute();
    if (known.some(({ start_url }) => start_url === row.start_url)) {
      throw new AppError('conflict', 'This site is there already. Read it again from its place in the list.');
    }
    if (known.length >= MAX_CRAWLS) {
      throw new AppError('conflict', `A bot reads at most ${MAX_CRAWLS} sites. Remove one first.`);
    }
    await tx.insertInto('crawls').values(row).execute();
    await recordAudit(tx, {
      at: now,
      actor,
      verb: 'createCrawl',
      subject: `crawl:${row.id}`,
      details: { botId },
      after: {
        startUrl: row.start_url,
        schedule: row.schedule,
        include: row.include,
        exclude: row.exclude,
        audience: row.audience,
      },
    });
    await queueRun(tx, row, { actor, now, runAt: now });
    return await describeCrawl(tx, await getCrawlRow(tx, { botId, crawlId: row.id }));
  });
}
