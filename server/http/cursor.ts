import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { AppError } from '../base/index.ts';

/** Query of a stream that can be gone on with. */
export const cursorQuery = z.object({
  /** The number after which to go on; the `Last-Event-ID` header says the same and goes first. */
  after: z.coerce.number().int().min(0).optional(),
});

/** Where a reader goes on. @throws AppError `bad_request` for a header that is none of our ids */
export function cursorOf(c: Context, query: z.infer<typeof cursorQuery>): { after?: number } {
  const header = c.req.header('last-event-id');
  if (header === undefined || header === '') {
    return query.after === undefined ? {} : { after: query.after };
  }
  if (!/^\d{1,15}$/.test(header)) {
    throw new AppError('bad_request', 'Last-Event-ID must be the id of an event of this stream.');
  }
  return { after: Number(header) };
}
