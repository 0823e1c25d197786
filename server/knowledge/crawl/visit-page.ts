import { createHash } from 'node:crypto';
import { toAppError } from '../../base/index.ts';
import type { Audience } from '../../contract/index.ts';
import { addDocument } from '../add-document.ts';
import { audienceOf } from '../audience.ts';
import { getDocumentSummary } from '../document-row.ts';
import { prepareDocument } from '../prepare-document.ts';
import { setDocumentAudience } from '../set-document-audience.ts';
import { setDocumentEnabled } from '../set-document-enabled.ts';
import type { PageLinks } from '../types.ts';
import type { CrawlDeps } from './crawl-types.ts';
import { type Fetched, fetchPage } from './fetch-page.ts';
import { isSameSite, pageAddress } from './page-address.ts';
import { findSameContent, type PageOutcome, type PageRow } from './page-queue.ts';

export type Visit = {
  outcome: PageOutcome;
  reason: string | null;
  documentId: string | null;
  etag: string | null;
  lastModified: string | null;
  contentHash: string | null;
  /** Where the page leads; not yet judged. */
  links: string[];
  bytes: number;
  /** The site asks to be left alone for so long. */
  waitMs?: number;
};

export type VisitInput = {
  botId: string;
  crawlId: string;
  run: number;
  page: PageRow;
  /** False for a page that is only passed through. */
  isWanted: boolean;
  actor: string;
};

type PageFetched = Extract<Fetched, { kind: 'page' }>;

const HTML = /^(?:text\/html|application\/xhtml\+xml)$/;
/** No text in these; the extractor says of all others whether it can read them. */
const NO_DOCUMENT =
  /^(?:image|audio|video|font)\/|^(?:text\/css|text\/javascript|application\/(?:javascript|json|zip))$/;

/**
 * Asks for one page and makes it a document whose source is its address, or says why not.
 * @throws AppError `cancelled`, and what concerns every page (the store or the embedder is down)
 */
export async function visitPage(deps: CrawlDeps, input: VisitInput, signal: AbortSignal): Promise<Visit> {
  const { page } = input;
  let fetched: Fetched;
  try {
    fetched = await fetchPage(deps.crawling, { url: page.url, ...knownOf(input) }, signal);
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    return failed(page, toAppError(thrown).message);
  }
  switch (fetched.kind) {
    case 'unchanged':
      return await keepPage(deps, input, signal);
    case 'redirect':
      return await passOn(deps, input, fetched.to);
    case 'refused':
      return await refused(deps, input, fetched);
    case 'page':
      return await takePage(deps, input, fetched, signal);
  }
}

/** The site's word that nothing changed is of no use where nothing was made of the page, or nothing shall be. */
function knownOf({ page, isWanted }: VisitInput): { etag?: string | null; lastModified?: string | null } {
  if (page.document_id === null || page.outcome === 'failed' || !isWanted) return {};
  return { etag: page.etag, lastModified: page.last_modified };
}

function visitOf(page: PageRow, visit: Partial<Visit> & { outcome: PageOutcome }): Visit {
  return {
    reason: null,
    documentId: page.document_id,
    etag: page.etag,
    lastModified: page.last_modified,
    contentHash: page.content_hash,
    links: [],
    bytes: 0,
    ...visit,
  };
}

/** What is known of the page stays: a site that is down for an hour loses nothing, and what was gone before still is. */
function failed(page: PageRow, reason: string): Visit {
  return visitOf(page, { outcome: page.outcome === 'gone' ? 'gone' : 'failed', reason });
}

/** Left out; a document made of it earlier no longer answers. */
export async function dropPage(deps: CrawlDeps, input: VisitInput, reason: string): Promise<Visit> {
  const { page, botId, actor } = input;
  if (page.document_id === null) return visitOf(page, { outcome: 'skipped', reason });
  await setDocumentEnabled(deps, { botId, documentId: page.document_id, enabled: false, actor });
  return visitOf(page, { outcome: 'gone', reason, etag: null, lastModified: null });
}

async function passOn(deps: CrawlDeps, input: VisitInput, to: string): Promise<Visit> {
  const target = pageAddress(to);
  if (target === undefined || !isSameSite(target, input.page.url)) {
    return await dropPage(deps, input, `The page leads to another site: ${to.slice(0, 200)}.`);
  }
  return { ...(await dropPage(deps, input, `The page leads to ${target}.`)), links: [target] };
}

async function refused(
  deps: CrawlDeps,
  input: VisitInput,
  { status, retryAfterMs }: Extract<Fetched, { kind: 'refused' }>,
): Promise<Visit> {
  if (status === 404 || status === 410) {
    const visit = await dropPage(deps, input, `The site has no such page (${status}).`);
    return visit.outcome === 'gone' ? visit : { ...visit, outcome: 'failed' };
  }
  const reason =
    status === 401 || status === 403
      ? `The site shows this page only to those it knows (${status}).`
      : `The site answered ${status} instead of the page.`;
  const isBusy = status === 429 || status === 503;
  return { ...failed(input.page, reason), ...(isBusy && { waitMs: retryAfterMs ?? 5_000 }) };
}

/** The links of a page that did not change stand in what is kept of it. */
async function keepPage(deps: CrawlDeps, input: VisitInput, signal: AbortSignal): Promise<Visit> {
  const { page, botId, actor } = input;
  const document = await deps.store.db
    .selectFrom('documents')
    .select(['id', 'bytes', 'media_type'])
    .where('id', '=', page.document_id ?? '')
    .executeTakeFirst();
  if (document === undefined) return failed(page, 'The page is kept no longer; it is read again next time.');
  if (page.outcome === 'gone') {
    await setDocumentEnabled(deps, { botId, documentId: document.id, enabled: true, actor });
  }
  const links = HTML.test(document.media_type)
    ? await linksOf(deps, page.url, document.bytes, signal)
    : undefined;
  return visitOf(page, { outcome: 'unchanged', links: links?.noFollow ? [] : (links?.pages ?? []) });
}

async function linksOf(
  deps: CrawlDeps,
  url: string,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<PageLinks | undefined> {
  try {
    return await deps.extractor.links({ bytes, url, kind: 'page' }, signal);
  } catch (thrown) {
    const { code } = toAppError(thrown);
    if (code === 'cancelled' || code === 'shutting_down') throw thrown;
    return undefined;
  }
}

async function takePage(
  deps: CrawlDeps,
  input: VisitInput,
  fetched: PageFetched,
  signal: AbortSignal,
): Promise<Visit> {
  const { page, crawlId, run } = input;
  const bytes = fetched.bytes.byteLength;
  if (NO_DOCUMENT.test(fetched.mediaType)) {
    return { ...(await dropPage(deps, input, `This is no document (${fetched.mediaType}).`)), bytes };
  }
  const found = HTML.test(fetched.mediaType)
    ? await linksOf(deps, page.url, fetched.bytes, signal)
    : undefined;
  const links = found?.noFollow ? [] : (found?.pages ?? []);
  const canonical = found?.canonical === undefined ? undefined : pageAddress(found.canonical);
  if (canonical !== undefined && canonical !== page.url && isSameSite(canonical, page.url)) {
    const reason = `The page says that its address is ${canonical}.`;
    return { ...(await dropPage(deps, input, reason)), links: [canonical, ...links], bytes };
  }
  if (found?.noIndex) {
    return { ...(await dropPage(deps, input, 'The page asks robots to leave it out.')), links, bytes };
  }
  if (!input.isWanted) return { ...(await dropPage(deps, input, NOT_WANTED)), links, bytes };
  const contentHash = createHash('sha256').update(fetched.bytes).digest('hex');
  const same = await findSameContent(deps.store.db, { crawlId, run }, { url: page.url, contentHash });
  if (same !== undefined) {
    return { ...(await dropPage(deps, input, `The same page as ${same}.`)), links, bytes };
  }
  const kept = await keepDocument(deps, input, fetched, signal);
  const { etag, lastModified } = fetched;
  return visitOf(page, { ...kept, etag, lastModified, contentHash, links, bytes });
}

export const NOT_WANTED = 'The patterns leave this page out.';

async function keepDocument(
  deps: CrawlDeps,
  { botId, crawlId, page, actor }: VisitInput,
  { bytes, mediaType }: PageFetched,
  signal: AbortSignal,
): Promise<Pick<Visit, 'outcome' | 'reason' | 'documentId'>> {
  let documentId = page.document_id;
  try {
    const file = { name: nameOf(page.url), url: page.url, bytes, mediaType };
    const audience = await audienceOfSite(deps, crawlId);
    const added = await addDocument(deps, {
      botId,
      actor,
      ...file,
      ...(audience && { audienceOfNew: audience }),
    });
    documentId = added.documentId;
    const before = await getDocumentSummary(deps.store.db, documentId);
    if (!before.enabled && page.outcome === 'gone') {
      await setDocumentEnabled(deps, { botId, documentId, enabled: true, actor });
    }
    const isKnown = page.document_id === documentId;
    if (added.outcome === 'unchanged' && before.state === 'ready') {
      return { outcome: isKnown ? 'unchanged' : 'added', reason: null, documentId };
    }
    const { document } = await prepareDocument(deps, { documentId }, signal);
    const now = added.outcome === 'added' ? await audienceOfSite(deps, crawlId) : undefined;
    // Changed while the page was read, when the site did not yet count it as its own.
    if (now) await setDocumentAudience(deps, { botId, documentId, audience: now, actor });
    if (document.state === 'failed') {
      return { outcome: 'failed', reason: document.error?.message ?? null, documentId };
    }
    return { outcome: isKnown ? 'changed' : 'added', reason: null, documentId };
  } catch (thrown) {
    const error = toAppError(thrown);
    // Deleted by hand while it was read.
    if (error.code !== 'not_found' && error.code !== 'too_large') throw thrown;
    return { outcome: 'failed', reason: error.message, documentId: null };
  }
}

async function audienceOfSite({ store }: CrawlDeps, crawlId: string): Promise<Audience | undefined> {
  const query = store.db.selectFrom('crawls').select('audience').where('id', '=', crawlId);
  const site = await query.executeTakeFirst();
  return site && audienceOf(site.audience);
}

const MAX_NAME = 300;

/** Addresses are unique, so their beginning and what tells them apart are. */
function nameOf(url: string): string {
  if (url.length <= MAX_NAME) return url;
  const mark = createHash('sha256').update(url).digest('hex').slice(0, 16);
  return `${url.slice(0, MAX_NAME - 20)}… ${mark}`;
}
