import type { Context } from 'hono';
import { AppError } from '../../base/index.ts';
import type { HttpDeps } from '../types.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Where a browser's cookie opens the door, the request has to come from our own page. Browsers say so in `Origin` or
 * `Sec-Fetch-Site`, and a page cannot forge either; a change that says neither is refused.
 * @throws AppError `forbidden`
 */
export function requireOwnOrigin(deps: Pick<HttpDeps, 'config'>, c: Context): void {
  if (SAFE_METHODS.has(c.req.method)) return;
  const origin = c.req.header('origin');
  const site = c.req.header('sec-fetch-site');
  const own = [new URL(c.req.url).origin, deps.config.http.publicUrl];
  const fits = origin === undefined ? site === 'same-origin' : own.includes(origin);
  if (fits && (site === undefined || site === 'same-origin')) return;
  throw new AppError(
    'forbidden',
    `Changes are only taken from Foyer's own pages${origin === undefined ? '' : `, not from ${origin}`}. Behind a proxy, set FOYER_PUBLIC_URL to the address that browsers use.`,
  );
}
