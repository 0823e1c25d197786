import { expect, vi } from 'vitest';
import { ProcessLease, runJobs } from '../../server/jobs/index.ts';
import {
  CRAWL_JOB,
  CRAWL_LIMITS,
  type CrawlDeps,
  crawlJob,
  getCrawl,
  listDocuments,
} from '../../server/knowledge/index.ts';
import type { TestKnowledge } from './knowledge.ts';
import type { TrapSite } from './trap-site.ts';

const botId = 'bot';

/** What reads a test's own site without pauses. */
export function crawling(
  deps: TestKnowledge,
  site: TrapSite,
  limits: Partial<CrawlDeps['crawling']['limits']> = {},
) {
  const settings = {
    allowedHosts: [site.host],
    userAgent: 'FoyerCrawler/1.0',
    limits: { ...CRAWL_LIMITS, delayMs: 0, timeoutMs: 3_000, maxPageBytes: 1024 * 1024, ...limits },
  };
  return { ...deps, crawling: settings };
}

/** Works until no run waits or goes on. */
export async function work(deps: CrawlDeps, crawlId: string) {
  await using _runner = runJobs(
    { ...deps, lease: new ProcessLease(deps) },
    { [CRAWL_JOB]: crawlJob(deps) },
    { pollMs: 10, heartbeatMs: 20, firstPauseMs: 1 },
  );
  return await vi.waitFor(
    async () => {
      const crawl = await getCrawl(deps, { botId, crawlId });
      expect(crawl.state).toMatch(/done|failed/);
      return crawl;
    },
    { timeout: 60_000, interval: 20 },
  );
}

/** Paths of the documents that are in use. */
export async function names(deps: CrawlDeps, site: TrapSite): Promise<string[]> {
  const documents = await listDocuments(deps, { botId });
  return documents.filter(({ enabled }) => enabled).map(({ name }) => name.replace(site.url, ''));
}

/** What became of each path, and why. */
export function reasons(crawl: Awaited<ReturnType<typeof getCrawl>>, site: TrapSite): Record<string, string> {
  return Object.fromEntries(
    crawl.pages.map(({ url, outcome, reason }) => [url.replace(site.url, ''), `${outcome}: ${reason ?? ''}`]),
  );
}
