import { AppError, newId } from '../../base/index.ts';
import type { Audience, CrawlSchedule } from '../../contract/index.ts';
import { storedAudience } from '../audience.ts';
import type { CrawlRow } from './crawl-row.ts';
import { pageAddress } from './page-address.ts';

export type NewCrawl = {
  startUrl: string;
  include: readonly string[];
  exclude: readonly string[];
  schedule: CrawlSchedule;
  maxPages: number;
  audience: Audience;
};

/** The row of a site that was never read. @throws AppError `bad_request` for what is no page of the web */
export function newCrawlRow(
  crawl: NewCrawl,
  { botId, actor, at }: { botId: string; actor: string; at: number },
): CrawlRow {
  return {
    id: newId('site'),
    bot_id: botId,
    start_url: siteAddress(crawl.startUrl),
    include: JSON.stringify(crawl.include),
    exclude: JSON.stringify(crawl.exclude),
    schedule: crawl.schedule,
    max_pages: crawl.maxPages,
    audience: storedAudience(crawl.audience),
    state: 'done',
    run: 0,
    job_id: null,
    note: null,
    error_code: null,
    error_message: null,
    started_at: null,
    ended_at: null,
    next_run_at: null,
    created_by: actor,
    created_at: at,
    updated_at: at,
  };
}

/** @throws AppError `bad_request` for what is no page of the web */
export function siteAddress(startUrl: string): string {
  const address = pageAddress(startUrl);
  if (address !== undefined) return address;
  throw new AppError('bad_request', 'Give the address of a page or sitemap, as in https://example.org/help.');
}
