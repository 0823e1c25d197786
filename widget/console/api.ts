import { hc } from 'hono/client';
import type { ErrorBody, ErrorCode } from '../../server/contract/index.ts';
import type { AppType } from '../../server/http/index.ts';
import { said, t, whenSentencesLoaded } from './i18n/t.ts';
import { readKey } from './session.ts';

/** The server's routes, typed by the server itself. */
const server = hc<AppType>('/', { headers: () => authorization(readKey()) }).api;
export const api = server.admin;
/** Signing in, and one's own account. */
export const accountApi = server.account;

/** What the server refused, in a sentence for people. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ErrorCode;
  /** Whether the same request may work a little later. */
  readonly retryable: boolean;

  constructor(code: ErrorCode, message: string, retryable: boolean) {
    super(message);
    this.code = code;
    this.retryable = retryable;
  }
}

/** Somebody else has saved in between. */
export function isConflict(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'conflict';
}

export type JsonResponse<T> = Pick<Response, 'ok' | 'status'> & { json(): Promise<T> };

/** The body of a success. @throws ApiError on every other answer, and when there is none */
export async function unwrap<T>(answer: Promise<JsonResponse<T>>): Promise<T> {
  return await (await succeed(answer)).json();
}

/** The response of a success, for bodies that are empty or a stream. @throws ApiError */
export async function succeed<R extends JsonResponse<unknown>>(answer: Promise<R>): Promise<R> {
  let response: R;
  try {
    response = await answer;
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown;
    throw new ApiError('internal', unreachable(), true);
  }
  await whenSentencesLoaded();
  if (response.ok) return response;
  throw await toApiError(response);
}

export function authorization(key: string | undefined): Record<string, string> {
  return key === undefined ? {} : { authorization: `Bearer ${key}` };
}

export function sentenceOf(thrown: unknown): string {
  return thrown instanceof ApiError
    ? said(thrown.message)
    : t('This page met a problem of its own. Load it again; if it stays, tell your operator.');
}

async function toApiError(response: JsonResponse<unknown>): Promise<ApiError> {
  const body = (await response.json().catch(() => undefined)) as Partial<ErrorBody> | undefined;
  return new ApiError(
    body?.error?.code ?? 'internal',
    body?.error?.message ?? sentenceOfProxy(response.status),
    response.status >= 500 || response.status === 429,
  );
}

/** For an answer that is none of Foyer's: a proxy gave it. */
function sentenceOfProxy(status: number): string {
  if (status === 413) {
    return t('This is too large for the proxy in front of Foyer. Ask your operator to raise its limit.');
  }
  if (status >= 502 && status <= 504) return unreachable();
  return t('The server answered with status {status}. Please try again.', { status });
}

function unreachable(): string {
  return t('The server cannot be reached. Check your connection and try again.');
}
