import type { MiddlewareHandler } from 'hono';
import type { HttpEnv } from '../types.ts';

/** What GET answers stands behind HEAD too, without its body. Nobody will ever read that one or leave it, so a stream would stay open for good. */
export const endUnreadBody: MiddlewareHandler<HttpEnv> = async (c, next) => {
  await next();
  if (c.req.method === 'HEAD') await c.res.body?.cancel();
};
