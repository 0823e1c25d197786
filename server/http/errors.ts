import type { Context, ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { AppError, toAppError } from '../base/index.ts';
import type { ErrorBody, ErrorCode, OpenaiError } from '../contract/index.ts';
import type { HttpEnv } from './types.ts';

/** The only place where an error code meets an HTTP status. */
export const STATUS: Record<ErrorCode, ContentfulStatusCode> = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  cancelled: 408,
  conflict: 409,
  too_large: 413,
  unsupported_type: 415,
  unreadable_document: 422,
  rate_limited: 429,
  internal: 500,
  model_file_invalid: 500,
  newer_data: 500,
  storage_failed: 500,
  model_source_failed: 502,
  delivery_failed: 502,
  source_failed: 502,
  model_crashed: 503,
  model_unavailable: 503,
  queue_full: 503,
  shutting_down: 503,
  timeout: 504,
};

/** When to come back, in seconds, unless the error knows better in `details.retryAfterMs`. */
const RETRY_AFTER_SECONDS: Partial<Record<ErrorCode, number>> = {
  rate_limited: 30,
  queue_full: 5,
  model_crashed: 2,
  model_unavailable: 10,
  shutting_down: 15,
};

export const onError: ErrorHandler<HttpEnv> = (thrown, c) => {
  const error = thrown instanceof HTTPException ? fromHono(thrown) : toAppError(thrown);
  const status = STATUS[error.code];
  const log = c.get('log');
  if (status >= 500 && RETRY_AFTER_SECONDS[error.code] === undefined) {
    log.error('request-failed', { code: error.code, error, cause: error.cause });
  } else log.debug('request-refused', { code: error.code, reason: error.message });
  const retryAfter = retryAfterSeconds(error);
  if (retryAfter !== undefined) c.header('retry-after', String(retryAfter));
  if (error.code === 'unauthenticated') c.header('www-authenticate', 'Bearer');
  return c.json(errorBody(c, error), status);
};

export function notFound(c: Context<HttpEnv>): Response {
  const error = new AppError('not_found', `There is nothing at ${c.req.method} ${c.req.path}.`);
  return c.json(errorBody(c, error), STATUS.not_found);
}

/** OpenAI's clients read their own form, everyone else ours. */
function errorBody(c: Context<HttpEnv>, error: AppError): ErrorBody | OpenaiError {
  if (c.req.path.startsWith('/v1/')) return openaiErrorBody(error);
  return { error: { code: error.code, message: error.message, requestId: c.get('requestId') } };
}

export function openaiErrorBody(error: AppError): OpenaiError {
  const code = error.code === 'unauthenticated' ? 'invalid_api_key' : error.code;
  const type = STATUS[error.code] >= 500 ? 'server_error' : 'invalid_request_error';
  return { error: { message: error.message, type, param: null, code } };
}

function retryAfterSeconds(error: AppError): number | undefined {
  const given = error.details?.['retryAfterMs'];
  return typeof given === 'number' ? Math.max(1, Math.ceil(given / 1000)) : RETRY_AFTER_SECONDS[error.code];
}

/** Hono throws its own kind for bodies it cannot read. */
function fromHono(thrown: HTTPException): AppError {
  if (thrown.status === 415) {
    return new AppError('unsupported_type', 'This content type is not accepted here. Send application/json.');
  }
  return new AppError(
    'bad_request',
    'The body could not be read. Check that it is what the content type says.',
  );
}
