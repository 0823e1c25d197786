import { toAppError } from '../../base/index.ts';
import type { CrawlDeps } from './crawl-types.ts';
import { fetchPage } from './fetch-page.ts';
import { isSameSite, pageAddress } from './page-address.ts';

/** An index of sitemaps may name many; a site with more is larger than what is read of it. */
const MAX_SITEMAPS = 50;

/** Whether an address is a sitemap's and not a page's. */
export function isSitemap(url: string): boolean {
  return /\.xml(?:\.gz)?$|sitemap[^/]*\.txt$/i.test(URL.parse(url)?.pathname ?? '');
}

/**
 * The pages that a site's own maps name, at most `limit`. A map that cannot be read is passed over: links lead on.
 * @throws AppError `cancelled`
 */
export async function readSitemaps(
  deps: CrawlDeps,
  { sitemaps, site, limit }: { sitemaps: readonly string[]; site: string; limit: number },
  signal: AbortSignal,
): Promise<{ pages: string[]; problem: string | undefined }> {
  const waiting = sitemaps.filter((url) => isSameSite(url, site));
  const seen = new Set<string>();
  const pages = new Set<string>();
  let problem: string | undefined;
  for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
    if (seen.has(url) || seen.size >= MAX_SITEMAPS || pages.size >= limit) continue;
    seen.add(url);
    try {
      const fetched = await fetchPage(deps.crawling, { url }, signal);
      if (fetched.kind === 'redirect' && isSameSite(fetched.to, site)) waiting.push(fetched.to);
      if (fetched.kind === 'refused') problem = `The sitemap was refused (${fetched.status}).`;
      if (fetched.kind !== 'page') continue;
      const found = await deps.extractor.links({ bytes: fetched.bytes, url, kind: 'sitemap' }, signal);
      waiting.push(...found.sitemaps.filter((each) => isSameSite(each, site)));
      for (const link of found.pages) {
        const page = pageAddress(link);
        if (page !== undefined && isSameSite(page, site) && pages.size < limit) pages.add(page);
      }
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      problem = toAppError(thrown).message;
    }
  }
  return { pages: [...pages], problem };
}
