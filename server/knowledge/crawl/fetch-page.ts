import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import {
  type BrotliDecompress,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  type Gunzip,
  type Inflate,
} from 'node:zlib';
import { AppError, publicOnly, systemProblem, toAppError } from '../../base/index.ts';
import type { CrawlSettings } from './crawl-types.ts';

export type Fetched =
  | { kind: 'page'; bytes: Uint8Array; mediaType: string; etag: string | null; lastModified: string | null }
  | { kind: 'unchanged' }
  | { kind: 'redirect'; to: string }
  | { kind: 'refused'; status: number; retryAfterMs: number | undefined };

export type FetchPageInput = {
  url: string;
  /** What the site said of the page last time. */
  etag?: string | null;
  lastModified?: string | null;
};

/**
 * One request of one page. The name is resolved once and the connection goes to what was checked; redirects are told, not
 * followed, so that each is judged anew; the body is unpacked only as far as a page may be long.
 * @throws AppError `bad_request` for an address that is not public, `too_large`, `timeout`, `source_failed`, `cancelled`
 */
export async function fetchPage(
  settings: CrawlSettings,
  input: FetchPageInput,
  signal?: AbortSignal,
): Promise<Fetched> {
  const url = new URL(input.url);
  const timeout = AbortSignal.timeout(settings.limits.timeoutMs);
  const stop = signal ? AbortSignal.any([signal, timeout]) : timeout;
  try {
    const response = await send(url, settings, input, stop);
    try {
      return await read(response, url, settings);
    } finally {
      response.destroy();
    }
  } catch (thrown) {
    if (signal?.aborted) throw signal.reason;
    if (timeout.aborted) {
      throw new AppError('timeout', `The page took longer than ${settings.limits.timeoutMs / 1000} seconds.`);
    }
    const error = toAppError(thrown);
    if (error.code !== 'internal') throw error;
    const why = systemProblem(thrown);
    throw new AppError('source_failed', `${url.host} could not be read: ${why}.`, { cause: thrown });
  }
}

async function send(
  url: URL,
  { allowedHosts, resolve, userAgent }: CrawlSettings,
  { etag, lastModified }: FetchPageInput,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { promise, resolve: answer, reject } = Promise.withResolvers<IncomingMessage>();
  const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
    method: 'GET',
    agent: false,
    signal,
    headers: {
      'user-agent': userAgent,
      accept: 'text/html, application/xhtml+xml, application/pdf, text/*;q=0.9, */*;q=0.5',
      'accept-encoding': 'gzip, deflate, br',
      ...(etag ? { 'if-none-match': etag } : {}),
      ...(lastModified ? { 'if-modified-since': lastModified } : {}),
    },
    ...publicOnly(url, { allowedHosts, resolve, setting: 'FOYER_CRAWL_HOSTS' }),
  });
  request.on('response', answer);
  request.on('error', reject);
  request.end();
  return promise;
}

async function read(response: IncomingMessage, url: URL, settings: CrawlSettings): Promise<Fetched> {
  const { statusCode: status = 0, headers } = response;
  if (status === 304) return { kind: 'unchanged' };
  if (status >= 300 && status < 400) {
    const to = URL.parse(headers.location ?? '', url)?.href;
    if (to !== undefined && headers.location !== undefined) return { kind: 'redirect', to };
  }
  if (status !== 200) return { kind: 'refused', status, retryAfterMs: retryAfterMs(headers['retry-after']) };
  const mediaType = headers['content-type'] ?? '';
  const { maxPageBytes } = settings.limits;
  if (Number(headers['content-length'] ?? 0) > maxPageBytes) throw tooLarge(maxPageBytes);
  const bytes = inUtf8(await readAtMost(unpacked(response), maxPageBytes), mediaType);
  return {
    kind: 'page',
    bytes,
    mediaType: mediaType.split(';')[0]?.trim().toLowerCase() ?? '',
    etag: headers.etag ?? null,
    lastModified: headers['last-modified'] ?? null,
  };
}

const UNPACKERS = new Map<string, () => Gunzip | Inflate | BrotliDecompress>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/** @throws AppError `source_failed` for a coding nobody asked for */
function unpacked(response: IncomingMessage): Readable {
  const coding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (coding === 'identity' || coding === '') return response;
  const unpack = UNPACKERS.get(coding)?.();
  if (unpack === undefined) throw new AppError('source_failed', `The page is packed as "${coding}".`);
  response.on('error', (error) => unpack.destroy(error));
  return response.pipe(unpack);
}

async function readAtMost(stream: Readable, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A charset that only the header names would be lost with it. */
function inUtf8(bytes: Uint8Array, mediaType: string): Uint8Array {
  const label = /^text\/.*charset="?([\w-]{1,40})/i.exec(mediaType)?.[1];
  if (label === undefined || /^utf-?8$/i.test(label)) return bytes;
  try {
    return Buffer.from(new TextDecoder(label, { fatal: true }).decode(bytes));
  } catch (thrown) {
    // An unknown charset, or not what the bytes are: the reader looks for itself.
    if (thrown instanceof RangeError || thrown instanceof TypeError) return bytes;
    throw thrown;
  }
}

function tooLarge(maxBytes: number): AppError {
  return new AppError('too_large', `The page is larger than ${Math.round(maxBytes / 1024 / 1024)} MB.`);
}

/** Seconds, or a date. */
function retryAfterMs(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}
