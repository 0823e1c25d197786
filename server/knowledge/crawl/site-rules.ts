import robotsParser from 'robots-parser';
import { AppError } from '../../base/index.ts';
import type { CrawlSettings } from './crawl-types.ts';
import { fetchPage } from './fetch-page.ts';

/** The name that a site's robots.txt may address us by. */
export const ROBOT_NAME = 'FoyerCrawler';
/** Its types tell of a default export; it is CommonJS, whose export is the function itself. */
const parseRobots = robotsParser as unknown as typeof robotsParser.default;
const MAX_RULES_LENGTH = 500_000;
const MAX_REDIRECTS = 5;

export type SiteRules = {
  allows(url: string): boolean;
  delayMs: number;
  sitemaps: readonly string[];
};

/**
 * What a site asks of robots (RFC 9309): no file means no rules, a file that cannot be had means stay away.
 * @throws AppError `source_failed`, and what `fetchPage` throws
 */
export async function readSiteRules(
  settings: CrawlSettings,
  origin: string,
  signal?: AbortSignal,
): Promise<SiteRules> {
  const robotsUrl = `${origin}/robots.txt`;
  const robots = parseRobots(robotsUrl, await readRules(settings, robotsUrl, signal));
  const asked = (robots.getCrawlDelay(ROBOT_NAME) ?? 0) * 1000;
  const { delayMs, maxDelayMs } = settings.limits;
  return {
    allows: (url) => robots.isAllowed(url, ROBOT_NAME) !== false,
    delayMs: Math.min(maxDelayMs, Math.max(delayMs, asked)),
    sitemaps: robots.getSitemaps(),
  };
}

async function readRules(settings: CrawlSettings, robotsUrl: string, signal?: AbortSignal): Promise<string> {
  let url = robotsUrl;
  for (let step = 0; step <= MAX_REDIRECTS; step++) {
    const fetched = await fetchPage(settings, { url }, signal);
    if (fetched.kind === 'page') {
      return Buffer.from(fetched.bytes).toString('utf8').slice(0, MAX_RULES_LENGTH);
    }
    if (fetched.kind === 'redirect') {
      url = fetched.to;
      if (!/^https?:/.test(url)) break;
      continue;
    }
    if (
      fetched.kind === 'refused' &&
      fetched.status >= 400 &&
      fetched.status < 500 &&
      fetched.status !== 429
    ) {
      return '';
    }
    break;
  }
  throw new AppError(
    'source_failed',
    `The site does not say what robots may read: ${robotsUrl} could not be had. Try again later.`,
  );
}
