import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { AppError } from '../../base/index.ts';
import { MAX_FILE_BYTES } from '../../chat/index.ts';
import { MAX_DOCUMENT_BYTES } from '../../knowledge/index.ts';
import type { HttpEnv } from '../types.ts';

/** JSON bodies: 200 messages of 4,000 characters would be longer, but nobody needs them. */
const MAX_BODY_BYTES = 512 * 1024;
/** One upload may carry a few files; each has its own cap in the knowledge room. */
const MAX_UPLOAD_BYTES = 2 * MAX_DOCUMENT_BYTES;

export const limitBody: MiddlewareHandler<HttpEnv> = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: () => tooLarge(MAX_BODY_BYTES),
});

export const limitUpload: MiddlewareHandler<HttpEnv> = bodyLimit({
  maxSize: MAX_UPLOAD_BYTES,
  onError: () => tooLarge(MAX_UPLOAD_BYTES),
});

/** One file of a visitor, with what a form puts around it. */
export const limitFile: MiddlewareHandler<HttpEnv> = bodyLimit({
  maxSize: MAX_FILE_BYTES + 64 * 1024,
  onError: () => tooLarge(MAX_FILE_BYTES),
});

export function tooLarge(maxBytes: number): never {
  const size = maxBytes >= 2 ** 20 ? `${maxBytes / 2 ** 20} MB` : `${maxBytes / 1024} KB`;
  throw new AppError('too_large', `The body is larger than ${size}. Send less at once.`);
}
