import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../base/index.ts';
import type { JobControl } from '../../jobs/index.ts';
import type { CrawlRow } from './crawl-row.ts';
import { CRAWL_ACTOR, type CrawlDeps } from './crawl-types.ts';
import { isNoDocument, isSameSite, pageAddress } from './page-address.ts';
import { countVisited, nextPage, type PageRow, queuePages } from './page-queue.ts';
import { matchesAny } from './patterns.ts';
import { isSitemap, readSitemaps } from './site-map.ts';
import { readSiteRules, type SiteRules } from './site-rules.ts';
import { dropPage, NOT_WANTED, type Visit, visitPage } from './visit-page.ts';

/** Pages passed through, failed and left out count too: a site of nothing else ends. */
const VISITS_PER_PAGE = 4;
const MAX_DEPTH = 20;
/** Addresses that differ only behind the question mark: calendars, filters, sorting. */
const MAX_VARIANTS = 60;

/**
 * Reads what a run has not read yet, page by page.
 * @returns what people should know of it; null when there is nothing
 * @throws AppError when the site cannot be read at all, `cancelled`
 */
export async function runCrawl(
  deps: CrawlDeps,
  crawl: CrawlRow,
  control: JobControl,
): Promise<string | null> {
  const visit = new SiteVisit(deps, crawl, control.signal);
  await visit.begin();
  const { db } = deps.store;
  const run = { crawlId: crawl.id, run: Number(crawl.run) };
  for (;;) {
    control.signal.throwIfAborted();
    const page = await nextPage(db, run);
    const { visited, documents, queued } = await countVisited(db, run);
    await control.progress({ done: visited, total: visited + queued });
    if (page === undefined) return visited === 0 ? 'There was no page to read.' : null;
    const settings = await readSettings(deps, crawl.id);
    const limit = visit.limitReached(settings, { visited, documents });
    if (limit !== undefined) return limit;
    // One more than will be visited, so that the run is seen to be cut off.
    const room = mostVisits(settings) + 1 - visited - queued;
    await save(deps, page, { run: run.run, room }, await visit.next(page, settings));
  }
}

type Settings = Pick<CrawlRow, 'include' | 'exclude' | 'max_pages' | 'started_at'>;

function mostVisits({ max_pages }: Pick<CrawlRow, 'max_pages'>): number {
  return max_pages * VISITS_PER_PAGE;
}

/** Read anew for each page, so that a change holds at once. */
async function readSettings({ store }: CrawlDeps, crawlId: string): Promise<Settings> {
  const row = await store.db
    .selectFrom('crawls')
    .select(['include', 'exclude', 'max_pages', 'started_at'])
    .where('id', '=', crawlId)
    .executeTakeFirst();
  if (row === undefined) throw new AppError('cancelled', 'The site was removed.');
  return row;
}

/** One run over one site: its rules, its pace, its limits. */
class SiteVisit {
  readonly #deps: CrawlDeps;
  readonly #crawl: CrawlRow;
  readonly #signal: AbortSignal;
  readonly #rules = new Map<string, SiteRules>();
  readonly #variants = new Map<string, number>();
  #bytes = 0;
  #lastAskedAt = 0;

  constructor(deps: CrawlDeps, crawl: CrawlRow, signal: AbortSignal) {
    this.#deps = deps;
    this.#crawl = crawl;
    this.#signal = signal;
  }

  /** Queues the start, the site's own maps and the pages known from earlier runs. Doing it twice is harmless. */
  async begin(): Promise<void> {
    const { start_url: start, id, max_pages } = this.#crawl;
    const { db } = this.#deps.store;
    const run = { crawlId: id, run: Number(this.#crawl.run) };
    const rules = await this.#rulesOf(start);
    const named = isSitemap(start) ? [start] : [...rules.sitemaps, new URL('/sitemap.xml', start).href];
    const limit = mostVisits({ max_pages });
    const { pages, problem } = await readSitemaps(
      this.#deps,
      { sitemaps: named, site: start, limit },
      this.#signal,
    );
    if (isSitemap(start)) {
      if (pages.length === 0) {
        throw new AppError(
          'source_failed',
          `The sitemap names no pages of its site. ${problem ?? ''}`.trim(),
        );
      }
    } else await queuePages(db, run, [start], { depth: 0 });
    const known = await db
      .selectFrom('crawl_pages')
      .select('url')
      .where('crawl_id', '=', id)
      .where('document_id', 'is not', null)
      .execute();
    await queuePages(db, run, [...pages, ...known.map(({ url }) => url)], { depth: 1 });
  }

  limitReached(settings: Settings, counts: { visited: number; documents: number }): string | undefined {
    const { max_pages: maxPages, started_at } = settings;
    const { limits } = this.#deps.crawling;
    if (counts.documents >= maxPages) return `Stopped after ${maxPages} pages, the limit set for this site.`;
    if (counts.visited >= mostVisits(settings)) {
      return `Stopped after ${counts.visited} addresses: most of them are no pages to keep. Leave some out with patterns.`;
    }
    if (this.#bytes > limits.maxBytes) return 'Stopped: the site holds more than is read at once.';
    if (this.#deps.clock.now() - Number(started_at ?? 0) > limits.maxRunMs) {
      return 'Stopped after the longest time that reading a site may take.';
    }
    return undefined;
  }

  /** Judges a page and, if it may be read, asks for it: slowly, one after the other, again when the site is busy. */
  async next(page: PageRow, settings: Settings): Promise<Visit> {
    const isWanted =
      matchesAny(JSON.parse(settings.include), page.url, true) &&
      !matchesAny(JSON.parse(settings.exclude), page.url, false);
    const input = {
      botId: this.#crawl.bot_id,
      crawlId: this.#crawl.id,
      run: Number(this.#crawl.run),
      page,
      isWanted,
      actor: CRAWL_ACTOR,
    };
    // The start leads on although the patterns leave it out.
    const isStart = page.depth === 0;
    if (!isWanted && !isStart) return await dropPage(this.#deps, input, NOT_WANTED);
    if (this.#hasTooManyVariants(page.url)) {
      return await dropPage(
        this.#deps,
        input,
        'Too many addresses differ from this one only behind the "?".',
      );
    }
    const rules = await this.#rulesOf(page.url);
    if (!rules.allows(page.url)) {
      const visit = await dropPage(
        this.#deps,
        input,
        'The site asks robots not to read this page (robots.txt).',
      );
      return isStart ? startFailed(visit) : visit;
    }
    let visit: Visit;
    for (let tries = 1; ; tries++) {
      await this.#pause(rules.delayMs);
      visit = await visitPage(this.#deps, input, this.#signal);
      const { maxTries, maxRetryAfterMs } = this.#deps.crawling.limits;
      if (visit.waitMs === undefined || tries >= maxTries || visit.waitMs > maxRetryAfterMs) break;
      await sleep(visit.waitMs, undefined, { signal: this.#signal });
    }
    this.#bytes += visit.bytes;
    const isNoStart = /^(?:failed|gone|skipped)$/.test(visit.outcome) && visit.links.length === 0;
    if (isStart && isNoStart) startFailed(visit);
    return {
      ...visit,
      links: page.depth >= MAX_DEPTH || isSitemap(this.#crawl.start_url) ? [] : this.#wanted(visit),
    };
  }

  #wanted({ links }: Visit): string[] {
    const addresses = links.flatMap((link) => pageAddress(link) ?? []);
    return [...new Set(addresses)].filter(
      (address) => isSameSite(address, this.#crawl.start_url) && !isNoDocument(address),
    );
  }

  async #rulesOf(url: string): Promise<SiteRules> {
    const { origin } = new URL(url);
    const known = this.#rules.get(origin);
    if (known !== undefined) return known;
    const rules = await readSiteRules(this.#deps.crawling, origin, this.#signal);
    this.#rules.set(origin, rules);
    return rules;
  }

  #hasTooManyVariants(url: string): boolean {
    const [path = '', query] = url.split('?', 2);
    if (query === undefined) return false;
    const count = (this.#variants.get(path) ?? 0) + 1;
    this.#variants.set(path, count);
    return count > MAX_VARIANTS;
  }

  async #pause(delayMs: number): Promise<void> {
    const waitMs = this.#lastAskedAt + delayMs - performance.now();
    if (this.#lastAskedAt > 0 && waitMs > 0) await sleep(waitMs, undefined, { signal: this.#signal });
    this.#lastAskedAt = performance.now();
  }
}

/** Without its start a site is not read, and nothing of it counts as gone. */
function startFailed({ reason }: Visit): never {
  throw new AppError('source_failed', `The start page could not be read. ${reason ?? ''}`.trim());
}

/** What became of a page and where it leads are kept together. */
async function save(
  { store, clock }: CrawlDeps,
  page: PageRow,
  { run, room }: { run: number; room: number },
  visit: Visit,
): Promise<void> {
  await store.transact(async (tx) => {
    await tx
      .updateTable('crawl_pages')
      .set({
        state: 'done',
        outcome: visit.outcome,
        reason: visit.reason,
        document_id: visit.documentId,
        etag: visit.etag,
        last_modified: visit.lastModified,
        content_hash: visit.contentHash,
        checked_at: clock.now(),
      })
      .where('crawl_id', '=', page.crawl_id)
      .where('url', '=', page.url)
      .execute();
    if (visit.links.length > 0) {
      const place = { depth: page.depth + 1, atMost: room };
      await queuePages(tx, { crawlId: page.crawl_id, run }, visit.links, place);
    }
  });
}
