import { gunzipSync } from 'node:zlib';
import * as cheerio from 'cheerio';
import { AppError } from '../../base/index.ts';
import type { PageLinks, ReadLinksInput } from '../types.ts';
import { decodeText } from './decode-text.ts';
import { assertShallow } from './html-depth.ts';
import { EXTRACT_LIMITS } from './limits.ts';
import { findElements, parseXml, textOf } from './xml.ts';

const NO_LINKS: PageLinks = {
  pages: [],
  sitemaps: [],
  canonical: undefined,
  noIndex: false,
  noFollow: false,
};

/**
 * The addresses that a page or a sitemap names, resolved but not judged. Runs in the extractor process only.
 * @throws AppError `unreadable_document`, `too_large`
 */
export function readLinks({ bytes, url, kind }: ReadLinksInput): PageLinks {
  return kind === 'sitemap' ? readSitemap(unpacked(bytes)) : readPage(decodeText(bytes), url);
}

function readPage(html: string, url: string): PageLinks {
  assertShallow(html);
  const page = cheerio.load(html);
  const base = resolve(page('base[href]').attr('href'), url) ?? url;
  const robots = page('meta[name]')
    .toArray()
    .filter(({ attribs }) => /^(?:robots|foyercrawler)$/i.test(attribs['name'] ?? ''))
    .map(({ attribs }) => (attribs['content'] ?? '').toLowerCase())
    .join(',');
  const pages = new Set<string>();
  for (const { attribs } of page('a[href], area[href]').toArray()) {
    if (/\bnofollow\b/i.test(attribs['rel'] ?? '')) continue;
    const link = resolve(attribs['href'], base);
    if (link !== undefined) pages.add(link);
    if (pages.size >= EXTRACT_LIMITS.maxLinks) break;
  }
  return {
    pages: [...pages],
    sitemaps: [],
    canonical: resolve(page('link[rel="canonical" i]').attr('href'), base),
    noIndex: /\b(?:noindex|none)\b/.test(robots),
    noFollow: /\b(?:nofollow|none)\b/.test(robots),
  };
}

function readSitemap(text: string): PageLinks {
  // A plain list of addresses is a sitemap too.
  if (!text.trimStart().startsWith('<')) return { ...NO_LINKS, pages: kept(text.split('\n')) };
  const xml = parseXml(text);
  const addressesIn = (name: string) =>
    findElements(xml, name).map((entry) => textOf(findElements(entry, 'loc')[0]));
  return { ...NO_LINKS, pages: kept(addressesIn('url')), sitemaps: kept(addressesIn('sitemap')) };
}

function kept(addresses: readonly string[]): string[] {
  const trimmed = addresses.map((address) => address.trim()).filter((address) => URL.canParse(address));
  return trimmed.slice(0, EXTRACT_LIMITS.maxSitemapLinks);
}

function resolve(href: string | undefined, base: string): string | undefined {
  return href === undefined || href.length > EXTRACT_LIMITS.maxLinkLength
    ? undefined
    : URL.parse(href.trim(), base)?.href;
}

function unpacked(bytes: Uint8Array): string {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return decodeText(bytes);
  try {
    return decodeText(gunzipSync(bytes, { maxOutputLength: EXTRACT_LIMITS.maxXmlLength }));
  } catch (cause) {
    throw new AppError('unreadable_document', 'The sitemap is damaged or unpacks to too much.', { cause });
  }
}
