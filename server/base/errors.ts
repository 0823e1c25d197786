import type { ErrorCode } from '../contract/index.ts';

export type AppErrorOptions = { details?: Record<string, unknown>; cause?: unknown };

/**
 * The one error a person may read. `message` is a sentence: what went wrong, where, and how to fix it.
 * `details` is for machines and logs; `cause` never leaves the server.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details;
  }
}

/** Whoever waited gave up: an abort signal fired. */
export function cancelled(cause?: unknown): AppError {
  return new AppError('cancelled', 'The request was cancelled.', cause === undefined ? {} : { cause });
}

/** Translates anything thrown into an AppError; an unknown failure keeps its cause and gets a generic message. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof Error && thrown.name === 'AbortError') {
    return cancelled(thrown);
  }
  return new AppError('internal', 'Something went wrong on our side. Please try again.', { cause: thrown });
}
