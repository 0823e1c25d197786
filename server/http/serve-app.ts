import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { AppError, systemProblem } from '../base/index.ts';
import { createApp } from './app.ts';
import type { HttpDeps } from './types.ts';

/** How long running answers may take once the server was told to stop. */
const DRAIN_TIMEOUT_MS = 30_000;
/** Time for the last bytes of a stream to leave, before connections are cut. */
const CLOSE_TIMEOUT_MS = 2_000;
/** A connection kept alive by its client is idle only once its last answer has left. */
const IDLE_CHECK_MS = 100;

export type RunningServer = AsyncDisposable & { url: string; port: number };

/**
 * Listens. Disposing stops gracefully: new questions get 503 while running answers finish, or end with an event after
 * 30 s; then connections close.
 * @throws AppError `bad_request` when the address cannot be listened on
 */
export async function serveApp(
  deps: HttpDeps,
  { host, port }: { host: string; port: number },
): Promise<RunningServer> {
  const server = createServer(getRequestListener(createApp(deps).fetch));
  server.listen(port, host);
  await once(server, 'listening').catch((cause: unknown) => {
    throw new AppError(
      'bad_request',
      `Cannot listen on ${host}:${port}: ${systemProblem(cause)}. Set PORT or FOYER_HOST.`,
      { cause },
    );
  });
  const address = server.address() as AddressInfo;
  const probing = new AbortController();
  const probed = deps.readiness.run(probing.signal);
  return {
    port: address.port,
    url: deps.config.http.publicUrl ?? `http://${shownHost(host)}:${address.port}`,
    async [Symbol.asyncDispose]() {
      probing.abort();
      deps.live.end();
      await deps.turns.drain(DRAIN_TIMEOUT_MS);
      const closed = once(server, 'close');
      server.close();
      const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
      const cut = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MS);
      await Promise.all([closed, probed]);
      clearInterval(idle);
      clearTimeout(cut);
    },
  };
}

/** An address a browser can open: "every interface" is none. */
function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
