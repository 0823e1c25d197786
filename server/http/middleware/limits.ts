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

export const limitBody = limitTo(MAX_BODY_BYTES);

export const limitUpload = limitTo(MAX_UPLOAD_BYTES);

/** One file of a visitor, with what a form puts around it. */
export const limitFile = limitTo(MAX_FILE_BYTES + 64 * 1024, MAX_FILE_BYTES);

/** Refuses bodies above `maxBytes`, and says that `toldBytes` may be sent. */
export function limitTo(maxBytes: number, toldBytes = maxBytes): MiddlewareHandler<HttpEnv> {
  const size = toldBytes >= 2 ** 20 ? `${toldBytes / 2 ** 20} MB` : `${toldBytes / 1024} KB`;
  return bodyLimit({
    maxSize: maxBytes,
    onError() {
      throw new AppError('too_large', `The body is larger than ${size}. Send less at once.`);
    },
  });
}
