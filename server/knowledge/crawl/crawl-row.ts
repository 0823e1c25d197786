import type { Kysely, Selectable } from 'kysely';
import { AppError, invariant } from '../../base/index.ts';
import { knownErrorCode } from '../../contract/index.ts';
import type { CrawlTable, Database } from '../../store/index.ts';
import { audienceOf } from '../audience.ts';
import type { Crawl } from './crawl-types.ts';

export type CrawlRow = Selectable<CrawlTable>;
type Counts = Crawl['counts'];

const NO_PAGES: Counts = { queued: 0, added: 0, changed: 0, unchanged: 0, gone: 0, skipped: 0, failed: 0 };

/** @throws AppError `not_found` also when it belongs to another bot */
export async function getCrawlRow(
  db: Kysely<Database>,
  { botId, crawlId }: { botId: string; crawlId: string },
): Promise<CrawlRow> {
  const row = await db
    .selectFrom('crawls')
    .selectAll()
    .where('id', '=', crawlId)
    .where('bot_id', '=', botId)
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found', `There is no site ${crawlId} in this bot.`);
  return row;
}

export async function describeCrawl(db: Kysely<Database>, row: CrawlRow): Promise<Crawl> {
  const [crawl] = await describeCrawls(db, [row]);
  invariant(crawl, 'one row describes one site');
  return crawl;
}

/** What the rows mean now: a run whose job ended without it has ended too. */
export async function describeCrawls(db: Kysely<Database>, rows: readonly CrawlRow[]): Promise<Crawl[]> {
  if (rows.length === 0) return [];
  const counts = await countPages(db, rows);
  const jobIds = rows.flatMap(({ job_id }) => (job_id === null ? [] : [job_id]));
  const jobs =
    jobIds.length === 0
      ? []
      : await db
          .selectFrom('jobs')
          .select(['id', 'state', 'error_code', 'error_message'])
          .where('id', 'in', jobIds)
          .execute();
  return rows.map((row) => {
    const job = jobs.find(({ id }) => id === row.job_id);
    const own = counts.get(row.id) ?? NO_PAGES;
    if (job === undefined || !isUnfinished(row)) return crawlOf(row, own);
    const { state, error_code, error_message } = job;
    return crawlOf(
      state === 'failed' || state === 'cancelled' ? { ...row, state, error_code, error_message } : row,
      own,
    );
  });
}

export function isUnfinished({ state }: Pick<CrawlRow, 'state'>): boolean {
  return state === 'waiting' || state === 'running';
}

async function countPages(db: Kysely<Database>, rows: readonly CrawlRow[]): Promise<Map<string, Counts>> {
  const found = await db
    .selectFrom('crawl_pages as p')
    .innerJoin('crawls as c', (join) => join.onRef('c.id', '=', 'p.crawl_id').onRef('c.run', '=', 'p.run'))
    .select(({ fn }) => ['p.crawl_id', 'p.state', 'p.outcome', fn.countAll().as('count')])
    .where(
      'p.crawl_id',
      'in',
      rows.map(({ id }) => id),
    )
    .groupBy(['p.crawl_id', 'p.state', 'p.outcome'])
    .execute();
  const counts = new Map<string, Counts>();
  for (const row of found) {
    const own = counts.get(row.crawl_id) ?? { ...NO_PAGES };
    const kind = row.state === 'queued' ? 'queued' : row.outcome;
    if (kind !== null) own[kind] += Number(row.count);
    counts.set(row.crawl_id, own);
  }
  return counts;
}

function crawlOf(row: CrawlRow, counts: Counts): Crawl {
  return {
    id: row.id,
    botId: row.bot_id,
    startUrl: row.start_url,
    include: JSON.parse(row.include),
    exclude: JSON.parse(row.exclude),
    schedule: row.schedule,
    maxPages: row.max_pages,
    audience: audienceOf(row.audience),
    state: row.state,
    counts,
    note: row.note,
    error:
      row.error_code === null
        ? null
        : { code: knownErrorCode(row.error_code), message: row.error_message ?? '' },
    createdBy: row.created_by,
    startedAt: timeOf(row.started_at),
    endedAt: timeOf(row.ended_at),
    nextRunAt: timeOf(row.next_run_at),
    createdAt: Number(row.created_at),
  };
}

function timeOf(time: number | null): number | null {
  return time === null ? null : Number(time);
}
