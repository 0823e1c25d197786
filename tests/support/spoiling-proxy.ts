import { once } from 'node:events';
import { createServer, type IncomingMessage, request as open, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of a request; undefined lets it through. */
export type Spoil =
  /** The response's body breaks off after so many bytes, the connection with it; 0: not even its head comes. */
  | { cutAfterBytes: number }
  /** The proxy answers in the server's place. */
  | { status: number; headers?: Record<string, string>; body?: string };

export type SpoilingProxy = AsyncDisposable & {
  url: string;
  /** How many requests of `POST /api/chat` came by. */
  sent(): number;
  /** From now on, what is done to each request, by method and path. */
  spoil(rule: (method: string, path: string) => Spoil | undefined): void;
};

/** A proxy between a client and the server, whose connections break where a test wants it. */
export async function openSpoilingProxy(target: string): Promise<SpoilingProxy> {
  let rule: (method: string, path: string) => Spoil | undefined = () => undefined;
  let sent = 0;
  const server = createServer((incoming, outgoing) => {
    const { method = '', url = '/' } = incoming;
    const path = new URL(url, target).pathname;
    if (method === 'POST' && path === '/api/chat') sent += 1;
    const spoil = rule(method, path);
    if (spoil && 'status' in spoil) {
      outgoing.writeHead(spoil.status, spoil.headers);
      outgoing.end(spoil.body);
    } else forward(target, incoming, outgoing, spoil?.cutAfterBytes ?? Number.POSITIVE_INFINITY);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: () => sent,
    spoil(next) {
      rule = next;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function forward(target: string, incoming: IncomingMessage, outgoing: ServerResponse, bytes: number): void {
  const { method, url, headers } = incoming;
  const upstream = open(new URL(url ?? '/', target), { method: method ?? 'GET', headers }, (response) => {
    let left = bytes;
    if (left > 0) outgoing.writeHead(response.statusCode ?? 502, response.headers).flushHeaders();
    else outgoing.destroy();
    response.on('data', (chunk: Buffer) => {
      if (outgoing.destroyed) return;
      const kept = chunk.subarray(0, left);
      left -= chunk.length;
      if (left > 0) outgoing.write(kept);
      else outgoing.write(kept, () => outgoing.destroy());
    });
    response.on('end', () => outgoing.end());
    response.on('error', () => outgoing.destroy());
  });
  upstream.on('error', () => outgoing.destroy());
  outgoing.on('close', () => upstream.destroy());
  incoming.pipe(upstream);
}
