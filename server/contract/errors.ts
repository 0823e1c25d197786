import { z } from 'zod';

/** Every code a client can meet, in one list. The HTTP status of each stands in `http/errors.ts` alone. */
export const ERROR_CODES = [
  'bad_request',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'too_large',
  'unsupported_type',
  'unreadable_document',
  'rate_limited',
  'queue_full',
  'model_unavailable',
  'model_crashed',
  'model_source_failed',
  'model_file_invalid',
  'cancelled',
  'timeout',
  'shutting_down',
  'storage_failed',
  'delivery_failed',
  'source_failed',
  'newer_data',
  'internal',
] as const;

export const errorCodeSchema = z.enum(ERROR_CODES).meta({ id: 'ErrorCode' });
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** Of a code that was stored: none, or one that this version does not know, is `internal`. */
export function knownErrorCode(code: string | null): ErrorCode {
  return errorCodeSchema.safeParse(code).data ?? 'internal';
}

export const errorBodySchema = z.object({
  error: z.object({ code: errorCodeSchema, message: z.string(), requestId: z.string() }),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;
