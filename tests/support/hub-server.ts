import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type HubFile = {
  content: Buffer;
  etag?: string;
  /** How many bytes to send before the connection breaks, one entry a request; none left: all. */
  breakAfter?: number[];
  /** Answers given before the file, in turn. */
  answersFirst?: { status: number; headers?: Record<string, string> }[];
  /** Sends another place first, as hubs do with large files. */
  redirectTo?: string;
  linkedEtag?: string;
  ignoresRanges?: boolean;
  /** Sends headers and a first byte, then nothing. */
  fallsSilent?: boolean;
};

export type HubServer = AsyncDisposable & {
  url: string;
  /** By path, as in `/owner/name/resolve/main/config.json`. */
  files: Map<string, HubFile>;
  /** `GET /path` or `GET /path bytes=5-`, oldest first. */
  requests: string[];
};

/** A server laid out like the Hugging Face hub, on this machine, with the faults that hubs have. */
export async function startHubServer(): Promise<HubServer> {
  const files = new Map<string, HubFile>();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const { url = '', headers, method } = request;
    requests.push([`${method} ${url}`, headers.range].filter(Boolean).join(' '));
    const file = files.get(url);
    if (file) answer(file, request, response);
    else response.writeHead(404).end('Entry not found');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    files,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(file: HubFile, request: IncomingMessage, response: ServerResponse): void {
  const first = file.answersFirst?.shift();
  if (first) {
    response.writeHead(first.status, first.headers).end();
    return;
  }
  if (file.redirectTo) {
    const linked = file.linkedEtag ? { 'x-linked-etag': file.linkedEtag } : {};
    response.writeHead(302, { location: file.redirectTo, ...linked }).end();
    return;
  }
  const { content, etag = '"v1"' } = file;
  const start = rangeStart(file, request, etag);
  const status = start > 0 ? 206 : 200;
  response.writeHead(status, {
    etag,
    'accept-ranges': 'bytes',
    'content-length': content.length - start,
    ...(start > 0 ? { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` } : {}),
  });
  if (file.fallsSilent) {
    response.write(content.subarray(start, start + 1));
    return;
  }
  const limit = file.breakAfter?.shift();
  if (limit === undefined) response.end(content.subarray(start));
  // Closed, not reset, which would take along what the other side has not read; and not before it can have written it down.
  else
    response.write(content.subarray(start, start + limit), () =>
      setTimeout(() => response.socket?.end(), 250),
    );
}

function rangeStart(file: HubFile, request: IncomingMessage, etag: string): number {
  const from = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1];
  const isSame = request.headers['if-range'] === etag;
  return from !== undefined && isSame && !file.ignoresRanges ? Number(from) : 0;
}
