import { AppError } from '../../base/index.ts';

const MAX_REDIRECTS = 5;

/** Worth another attempt: the network, a busy server. `pauseMs` is the server's own wish. */
export class TransientFailure extends Error {
  override readonly name = 'TransientFailure';
  readonly pauseMs: number | undefined;

  constructor(message: string, options: { pauseMs?: number | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.pauseMs = options.pauseMs;
  }
}

export type RemoteFile = {
  /** Byte at which the body starts; 0 unless the server agreed to resume. */
  from: number;
  /** Of the whole file, where the server says. */
  totalBytes: number | undefined;
  etag: string;
  /** Announced by hubs for large files, in `X-Linked-ETag` of the first answer, or in `ETag`. */
  sha256: string | undefined;
  body: AsyncIterable<Uint8Array>;
};

type Resume = { from: number; etag: string; timeoutMs: number };

/**
 * Asks for a file, from byte `from` on if it is still the one with that `etag`. Redirects are followed, but never from
 * https to http. Undefined for 404.
 * @throws TransientFailure, AppError `model_source_failed`
 */
export async function openResponse(
  url: string,
  { from, etag, timeoutMs }: Resume,
  signal: AbortSignal | undefined,
): Promise<RemoteFile | undefined> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), timeoutMs);
  const combined = signal ? AbortSignal.any([signal, silence.signal]) : silence.signal;
  const headers: Record<string, string> = from > 0 ? { range: `bytes=${from}-`, 'if-range': etag } : {};
  // Ranges and lengths are those of the file itself only when nothing on the way compresses it.
  headers['accept-encoding'] = 'identity';
  try {
    const { response, linkedEtag } = await follow(url, headers, combined);
    if (response.status === 404) {
      await response.body?.cancel();
      return undefined;
    }
    if (response.status === 416) throw new TransientFailure(`${url} refused to resume`, { pauseMs: 0 });
    checkStatus(url, response);
    const start = response.status === 206 ? rangeStart(response) : 0;
    if (response.status === 206 && start !== from) {
      throw new AppError(
        'model_source_failed',
        `${url} answered with another part of the file than asked for`,
      );
    }
    const length = numberHeader(response, 'content-length');
    const newEtag = response.headers.get('etag') ?? '';
    return {
      from: start,
      totalBytes: length === undefined ? undefined : start + length,
      etag: newEtag.startsWith('W/') ? '' : newEtag,
      sha256: sha256Of(linkedEtag) ?? sha256Of(newEtag),
      body: watched(url, response, timer, silence),
    };
  } catch (thrown) {
    clearTimeout(timer);
    throw translated(url, thrown, silence.signal.aborted, timeoutMs);
  }
}

async function follow(
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<{ response: Response; linkedEtag: string | null }> {
  let current = new URL(url);
  let linkedEtag: string | null = null;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const response = await fetch(current, { headers, signal, redirect: 'manual' });
    linkedEtag ??= response.headers.get('x-linked-etag');
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || !location) return { response, linkedEtag };
    await response.body?.cancel();
    const next = new URL(location, current);
    if (next.protocol !== 'https:' && next.protocol !== current.protocol) {
      throw new AppError(
        'model_source_failed',
        `${url} redirects from ${current.protocol} to ${next.protocol}`,
      );
    }
    current = next;
  }
  throw new AppError('model_source_failed', `${url} redirects more than ${MAX_REDIRECTS} times`);
}

function checkStatus(url: string, response: Response): void {
  const { status } = response;
  if (status === 200 || status === 206) return;
  void response.body?.cancel();
  if (status === 429 || status === 408 || status >= 500) {
    throw new TransientFailure(`${url} answered ${status}`, { pauseMs: retryAfterMs(response) });
  }
  const reason = status === 401 || status === 403 ? 'it asks for permission' : 'it was not expected to';
  throw new AppError('model_source_failed', `${url} answered ${status}: ${reason}`);
}

/** The body, each chunk of which starts the time-out anew. */
async function* watched(
  url: string,
  response: Response,
  timer: NodeJS.Timeout,
  silence: AbortController,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of response.body ?? []) {
      timer.refresh();
      yield chunk;
    }
  } catch (cause) {
    const reason = silence.signal.aborted ? 'fell silent' : 'broke off';
    throw new TransientFailure(`${url} ${reason}`, { cause });
  } finally {
    clearTimeout(timer);
  }
}

function translated(url: string, thrown: unknown, timedOut: boolean, timeoutMs: number): unknown {
  if (thrown instanceof AppError || thrown instanceof TransientFailure) return thrown;
  if (timedOut) {
    return new AppError('model_source_failed', `${url} did not answer within ${timeoutMs / 1000} s`, {
      cause: thrown,
    });
  }
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  const message = `${new URL(url).host} cannot be reached (${code})`;
  const isFinal = [
    'ENOTFOUND',
    'EAI_AGAIN',
    'ECONNREFUSED',
    'ENETUNREACH',
    'EHOSTUNREACH',
    'UND_ERR_CONNECT_TIMEOUT',
  ].includes(code);
  return isFinal
    ? new AppError('model_source_failed', message, { cause: thrown })
    : new TransientFailure(message, { cause: thrown });
}

function retryAfterMs(response: Response): number | undefined {
  const value = response.headers.get('retry-after');
  if (!value) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}

function rangeStart(response: Response): number {
  const match = /^bytes (\d+)-\d+\//.exec(response.headers.get('content-range') ?? '');
  return match ? Number(match[1]) : -1;
}

function numberHeader(response: Response, name: string): number | undefined {
  const value = response.headers.get(name);
  return value !== null && /^\d+$/.test(value) ? Number(value) : undefined;
}

function sha256Of(etag: string | null): string | undefined {
  return /^(?:W\/)?"?([0-9a-f]{64})"?$/.exec(etag ?? '')?.[1];
}
