import type { Resolve } from '../../base/index.ts';
import type { CrawlBody, CrawlPageBody } from '../../contract/index.ts';
import type { KnowledgeDeps } from '../types.ts';

/** Who changes documents while a site is read. */
export const CRAWL_ACTOR = 'system:crawl';

export type Crawl = CrawlBody;
export type CrawlPage = CrawlPageBody;

/** How sites are visited; the same for all. */
export type CrawlSettings = {
  /** Hosts inside the network that the operator allows, with a port or without. */
  allowedHosts: readonly string[];
  /** By which a site's operator knows us. */
  userAgent: string;
  limits: CrawlLimits;
  /** How names are resolved; the system's way when absent. */
  resolve?: Resolve;
};

export type CrawlLimits = {
  /** Between two requests; a site may ask for more, up to `maxDelayMs`. */
  delayMs: number;
  maxDelayMs: number;
  /** For one page, from the first byte asked to the last received. */
  timeoutMs: number;
  /** Of one page, unpacked. */
  maxPageBytes: number;
  /** Of one run. */
  maxBytes: number;
  maxRunMs: number;
  /** Times that a page is asked for when the site says it is busy, and the longest it may make us wait. */
  maxTries: number;
  maxRetryAfterMs: number;
};

export const CRAWL_LIMITS: CrawlLimits = {
  delayMs: 1_000,
  maxDelayMs: 30_000,
  timeoutMs: 20_000,
  maxPageBytes: 8 * 1024 * 1024,
  maxBytes: 512 * 1024 * 1024,
  maxRunMs: 4 * 3_600_000,
  maxTries: 3,
  maxRetryAfterMs: 120_000,
};

export type CrawlDeps = KnowledgeDeps & { crawling: CrawlSettings };
