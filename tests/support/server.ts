import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const main = resolve(import.meta.dirname, '../../server/main.ts');

export type TestServer = AsyncDisposable & {
  url: string;
  dataDir: string;
  process: ChildProcess;
  /** All it wrote to stdout and stderr so far. */
  output(): string;
};

export type ServerOptions = {
  args?: string[];
  dataDir?: string;
  env?: Record<string, string>;
  readyTimeoutMs?: number;
};

/** A real server process on a free port with its own data folder, up and ready (`/readyz` answers 200). */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const port = await freePort();
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'foyer-server-')));
  const child = spawn(process.execPath, [main, ...(options.args ?? ['demo'])], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, FOYER_DATA: dataDir, PORT: String(port), FOYER_HOST: '127.0.0.1', ...options.env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const url = `http://127.0.0.1:${port}`;
  const server: TestServer = {
    url,
    dataDir,
    process: child,
    output: () => output,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
    },
  };
  try {
    await waitUntilReady(server, options.readyTimeoutMs ?? 300_000);
  } catch (thrown) {
    await server[Symbol.asyncDispose]();
    throw thrown;
  }
  return server;
}

async function waitUntilReady(server: TestServer, timeoutMs: number): Promise<void> {
  const until = Date.now() + timeoutMs;
  while (Date.now() < until) {
    if (server.process.exitCode !== null) break;
    const response = await fetch(`${server.url}/readyz`).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`the server did not become ready:\n${server.output()}`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
