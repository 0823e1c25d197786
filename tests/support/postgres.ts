import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { openSync, readFileSync } from 'node:fs';
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { postgresBinaries, serverUser } from './postgres-binaries.ts';

const run = promisify(execFile);
const START_TIMEOUT_MS = 30_000;
const OWNER = 'foyer';

/** Ends the server when its standard input closes: also when we are killed, nothing stays behind. */
const WATCHED = '"$@" & pid=$!; cat >/dev/null; kill -INT $pid 2>/dev/null; wait $pid';

/**
 * A PostgreSQL of our own in a temporary folder, reachable only through a socket in it.
 * For tests, and for scripts that want to show Foyer on PostgreSQL: `await using postgres = await startPostgres()`.
 */
export class Postgres implements AsyncDisposable {
  readonly #folder: string;
  readonly #bin: string;
  #server: ChildProcess | undefined;

  constructor(folder: string, bin: string) {
    this.#folder = folder;
    this.#bin = bin;
  }

  url(database = 'postgres'): string {
    return `postgresql://${OWNER}@localhost/${database}?host=${encodeURIComponent(this.#folder)}`;
  }

  async start(): Promise<void> {
    const log = openSync(join(this.#folder, 'server.log'), 'a');
    const deadline = Date.now() + START_TIMEOUT_MS;
    for (;;) {
      const before = this.#log().length;
      const server = spawn(
        '/bin/sh',
        ['-c', WATCHED, 'sh', join(this.#bin, 'postgres'), ...this.#settings()],
        {
          cwd: this.#folder,
          stdio: ['pipe', log, log],
          ...asUser(),
        },
      );
      this.#server = server;
      if (await this.#answers({ before, deadline })) return;
      if (Date.now() > deadline) throw new Error(`PostgreSQL did not start: ${this.#log().slice(-1_000)}`);
    }
  }

  /** Ends the postmaster with SIGKILL, as a crash of the machine's software would. */
  async kill(): Promise<void> {
    const [pid] = (await readFile(join(this.#folder, 'data', 'postmaster.pid'), 'utf8')).split('\n');
    const server = this.#server;
    process.kill(Number(pid), 'SIGKILL');
    server?.stdin?.end();
    await exited(server);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server?.stdin?.end();
    await exited(this.#server);
    await rm(this.#folder, { recursive: true, force: true });
  }

  #settings(): string[] {
    const settings = {
      listen_addresses: '',
      unix_socket_directories: this.#folder,
      shared_buffers: '64MB',
      max_connections: '200',
      recovery_init_sync_method: 'syncfs',
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    return ['-D', join(this.#folder, 'data'), ...flags];
  }

  /** After a kill the old server's children may still hold its memory for a moment; the new one then ends at once. */
  async #answers({ before, deadline }: { before: number; deadline: number }): Promise<boolean> {
    while (Date.now() < deadline) {
      await sleep(50);
      const client = new pg.Client({ connectionString: this.url() });
      try {
        await client.connect();
        await client.end();
        return true;
      } catch {
        const said = this.#log().slice(before);
        if (said.includes('is still in use') && !(await this.#isUp())) {
          this.#server?.stdin?.end();
          await exited(this.#server);
          return false;
        }
      }
    }
    return false;
  }

  async #isUp(): Promise<boolean> {
    return run(join(this.#bin, 'pg_isready'), ['-h', this.#folder]).then(
      () => true,
      () => false,
    );
  }

  #log(): string {
    return readFileSync(join(this.#folder, 'server.log'), 'utf8');
  }
}

/** @throws Error that says why PostgreSQL cannot run here. */
export async function startPostgres(): Promise<Postgres> {
  const bin = await postgresBinaries();
  const user = serverUser();
  const folder = await mkdtemp(join(tmpdir(), 'foyer-pg-'));
  if (user) await chown(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const flags = ['-D', data, '-U', OWNER, '-A', 'trust', '-E', 'UTF8', '--no-sync'];
  await run(join(bin, 'initdb'), [...flags, '--locale-provider=builtin', '--locale=C.UTF-8'], {
    cwd: folder,
    ...asUser(),
  });
  const postgres = new Postgres(folder, bin);
  await postgres.start();
  return postgres;
}

export type TestDatabase = { url: string; drop(): Promise<void> };

/** Makes a database on the server at `url`, empty or a copy of `template`. */
export async function createDatabase(url: string, template = 'template1'): Promise<TestDatabase> {
  const name = `foyer_${randomBytes(6).toString('hex')}`;
  await execute(url, `create database ${name} template ${template}`);
  const address = new URL(url);
  address.pathname = `/${name}`;
  return { url: address.href, drop: () => execute(url, `drop database if exists ${name} with (force)`) };
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function asUser(): { uid?: number; gid?: number } {
  const user = serverUser();
  return user ? { uid: user.uid, gid: user.gid } : {};
}

async function exited(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => child.once('exit', resolve));
}
