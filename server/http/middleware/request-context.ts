import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { newId } from '../../base/index.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';

/** Names each request, so that an error on a screen and a line in the log can be brought together; counts and logs it. */
export function requestContext(
  deps: Pick<HttpDeps, 'log' | 'metrics' | 'config'>,
): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const requestId = newId('req');
    c.set('requestId', requestId);
    c.set('log', deps.log.with({ requestId }));
    c.set('address', addressOf(c, deps.config.http.trustProxy));
    c.header('x-request-id', requestId);
    const startedAt = performance.now();
    await next();
    const route = routePath(c, -1);
    const status = String(c.res.status);
    deps.metrics.count('foyer_http_requests_total', { method: c.req.method, route, status });
    const ms = Math.round(performance.now() - startedAt);
    c.get('log').debug('request', { method: c.req.method, route, status, ms });
  };
}

/** Behind a proxy only the last forwarded address is the proxy's own word; the ones before it are the client's. */
function addressOf(c: Context<HttpEnv>, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  if (forwarded) return forwarded;
  return c.env?.incoming ? (getConnInfo(c).remote.address ?? 'unknown') : 'unknown';
}
