import type { ErrorCode } from '../contract/index.ts';

const MAX_PAUSE_MS = 300_000;

/** What the same input would meet again. */
const PERMANENT: ReadonlySet<ErrorCode> = new Set([
  'bad_request',
  'unauthenticated',
  'forbidden',
  'not_found',
  'too_large',
  'unsupported_type',
  'unreadable_document',
  'model_file_invalid',
  'newer_data',
]);

export function isPermanent(code: ErrorCode): boolean {
  return PERMANENT.has(code);
}

/**
 * Doubles with each attempt (from 1), up to five minutes; the upper half is random, so that jobs that failed
 * together do not come back together.
 */
export function pauseBeforeRetryMs(attempt: number, firstPauseMs: number): number {
  const pauseMs = Math.min(MAX_PAUSE_MS, firstPauseMs * 2 ** (attempt - 1));
  return Math.round(pauseMs * (0.5 + Math.random() / 2));
}
