import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import type { HttpDeps, HttpEnv } from '../types.ts';

/** File names carry a hash of the content, so they never change. */
const FOREVER = 'public, max-age=31536000, immutable';
/** Entry points keep their names; browsers ask again, and a release is everywhere within minutes. */
const BRIEFLY = 'public, max-age=300';
const HASHED = /-[\w-]{8,}\.\w+$/;

/** The built widget, demo page and console, where they were built. The console's pages share one file: it reads the address. */
export function assetRoutes({ assetsDir }: Pick<HttpDeps, 'assetsDir'>): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const widget = join(assetsDir, 'widget');
  if (existsSync(widget)) {
    const options = { root: widget, onFound: setCaching };
    app.get('/widget.js', serveStatic({ ...options, path: 'widget.js' }));
    app.get(
      '/widget/*',
      serveStatic({ ...options, rewriteRequestPath: (path) => path.slice('/widget'.length) }),
    );
  }
  for (const page of ['demo', 'console']) {
    const root = join(assetsDir, page);
    if (!existsSync(root)) continue;
    const rewriteRequestPath = (path: string) => path.slice(page.length + 1);
    app.get(`/${page}`, (c) => c.redirect(`/${page}/`));
    app.get(`/${page}/*`, serveStatic({ root, rewriteRequestPath, onFound: setCaching }));
  }
  const consolePages = join(assetsDir, 'console');
  if (existsSync(consolePages)) {
    const page = serveStatic({ root: consolePages, path: 'index.html', onFound: setCaching });
    app.get('/console/*', (c, next) => (c.req.path.startsWith('/console/assets/') ? next() : page(c, next)));
  }
  app.get('/', (c) => c.redirect(existsSync(join(assetsDir, 'console')) ? '/console/' : '/demo/'));
  return app;
}

function setCaching(path: string, c: { header(name: string, value: string): void }): void {
  c.header('cache-control', HASHED.test(path) ? FOREVER : BRIEFLY);
}
