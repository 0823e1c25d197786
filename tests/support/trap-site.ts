import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

export type SitePage = (request: IncomingMessage, response: ServerResponse) => void;
export type TrapSite = AsyncDisposable & {
  url: string;
  host: string;
  /** Paths in the order asked for. */
  asked: string[];
  /** By path; those not named answer 404. Change them between runs. */
  pages: Map<string, SitePage>;
};

/** A web site of one's own making. */
export async function startTrapSite(pages: Record<string, SitePage> = {}): Promise<TrapSite> {
  const asked: string[] = [];
  const known = new Map(Object.entries(pages));
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    const page = known.get(path) ?? known.get(path.split('?', 1)[0] ?? path) ?? known.get('*');
    if (page === undefined) response.writeHead(404).end('no such page');
    else page(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    asked,
    pages: known,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A page of HTML that answers a conditional request. */
export function html(title: string, text: string, links: readonly string[] = [], etag?: string): SitePage {
  const body = `<!doctype html><html><head><title>${title}</title></head><body><main><h1>${title}</h1><p>${text}</p>${links
    .map((link) => `<a href="${link}">${link}</a>`)
    .join(' ')}</main></body></html>`;
  return (request, response) => {
    if (etag !== undefined && request.headers['if-none-match'] === etag) {
      response.writeHead(304).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'text/html', ...(etag === undefined ? {} : { etag }) });
    response.end(body);
  };
}

export function redirect(to: string): SitePage {
  return (_, response) => response.writeHead(302, { location: to }).end();
}

export function plain(text: string, headers: Record<string, string> = {}): SitePage {
  return (_, response) => response.writeHead(200, { 'content-type': 'text/plain', ...headers }).end(text);
}

/** 40 KB that unpack to 40 MB, packed before anybody waits for them. */
export function gzipBomb(): SitePage {
  const packed = gzipSync(Buffer.alloc(40 * 1024 * 1024, 'a'));
  return (_, response) =>
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(packed);
}

/** Sends a first byte and then thinks. */
export const slowBody: SitePage = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/html' });
  response.write('<p>');
};
