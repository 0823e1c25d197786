import type { Kysely } from 'kysely';
import type { Database } from '../../store/index.ts';
import { type NewCrawl, newCrawlRow } from './new-crawl.ts';
import { planNextRun } from './start-crawl.ts';

/** A site as another bot read it, in the caller's transaction. It is read by its schedule, or when staff say so. */
export async function restoreCrawl(
  tx: Kysely<Database>,
  { botId, at, actor, crawl }: { botId: string; at: number; actor: string; crawl: NewCrawl },
): Promise<void> {
  const row = newCrawlRow(crawl, { botId, actor, at });
  await tx.insertInto('crawls').values(row).execute();
  await planNextRun(tx, row, { actor, now: at });
}
