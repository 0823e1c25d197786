import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type ReceivedHook = { headers: IncomingHttpHeaders; body: string };
export type WebhookServer = AsyncDisposable & {
  url: string;
  received: ReceivedHook[];
  /** What it answers from now on; 200 before. */
  answer(status: number, headers?: Record<string, string>): void;
};

/** Somebody's server that takes webhooks. */
export async function startWebhookServer(): Promise<WebhookServer> {
  const received: ReceivedHook[] = [];
  let reply: { status: number; headers: Record<string, string> } = { status: 200, headers: {} };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    received.push({ headers: request.headers, body });
    response.writeHead(reply.status, reply.headers).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    answer(status, headers = {}) {
      reply = { status, headers };
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What the server must have signed it with, worked out as receivers do (Standard Webhooks). */
export function signatureOf({ headers, body }: ReceivedHook, secret: string): string {
  const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret);
  return `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
}
