import type { ErrorCode } from '../contract/index.ts';
import { AppError, toAppError } from './errors.ts';

/** What one kind of call takes, tells on the way, and gives back. Values must survive structured cloning. */
export type ChildCall = { input: unknown; event: unknown; output: unknown };
/** Every call a child answers, by name. Declare it as a `type` beside the child's entry. */
export type ChildCalls = Record<string, ChildCall>;

export type WireError = {
  code: ErrorCode;
  message: string;
  details?: Record<string, unknown>;
  stack?: string;
};

export type ToChild =
  | { type: 'setup'; setup: unknown; maxOutputBytes: number }
  | { type: 'call'; id: number; kind: string; input: unknown }
  | { type: 'cancel'; id: number };

export type FromChild =
  | { type: 'ready' }
  | { type: 'failed'; error: WireError }
  | { type: 'event'; id: number; event: unknown }
  | { type: 'done'; id: number; output: unknown }
  | { type: 'error'; id: number; error: WireError }
  | { type: 'memory'; residentBytes: number };

export function toWireError(thrown: unknown): WireError {
  const error = toAppError(thrown);
  const stack = error.cause instanceof Error ? error.cause.stack : undefined;
  return {
    code: error.code,
    message: error.message,
    ...(error.details === undefined ? {} : { details: error.details }),
    ...(stack === undefined ? {} : { stack }),
  };
}

export function fromWireError(error: WireError): AppError {
  return new AppError(
    error.code,
    error.message,
    error.details === undefined ? {} : { details: error.details },
  );
}
