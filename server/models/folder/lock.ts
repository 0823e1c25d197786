import { mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { cancelled, ignoreMissing, newId } from '../../base/index.ts';

const HEARTBEAT_MS = 5_000;
/** A holder that has not been heard of for so long is gone. */
const STALE_MS = 120_000;
const POLL_MS = 200;

/** What this process waits for or holds. */
const ownTokens = new Set<string>();

const holderSchema = z.object({ token: z.string(), pid: z.number().int(), host: z.string() });
type Holder = z.infer<typeof holderSchema>;

/**
 * Waits for a lock file, which other processes respect too, and holds it until disposed. A holder that died is
 * recognised by its process id on this machine, and by its silence: its id may be another process's by now.
 * @throws AppError `cancelled`
 */
export async function holdLock(path: string, signal?: AbortSignal): Promise<AsyncDisposable> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const mine: Holder = { token: newId('lock'), pid: process.pid, host: hostname() };
  ownTokens.add(mine.token);
  try {
    while (!(await tryCreate(path, mine))) {
      if (signal?.aborted) throw cancelled(signal.reason);
      if (!(await removeIfDead(path))) await sleep(POLL_MS);
    }
  } catch (thrown) {
    ownTokens.delete(mine.token);
    throw thrown;
  }
  const heartbeat = setInterval(() => void touch(path), HEARTBEAT_MS);
  heartbeat.unref();
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(heartbeat);
      if ((await readHolder(path))?.token === mine.token) await rm(path, { force: true });
      ownTokens.delete(mine.token);
    },
  };
}

/** Whether somebody who lives holds it now. */
export async function isLockHeld(path: string): Promise<boolean> {
  const file = await stat(path).catch(ignoreMissing);
  return file !== undefined && (await findDeadHolder(path)) === undefined;
}

async function tryCreate(path: string, holder: Holder): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(JSON.stringify(holder));
    } finally {
      await file.close();
    }
    return true;
  } catch (thrown) {
    if (isCode(thrown, 'EEXIST')) return false;
    throw thrown;
  }
}

/**
 * Renaming is atomic, so of several waiters one gets the dead lock; a waiter that came too late and took a new
 * holder's lock instead puts it back.
 */
async function removeIfDead(path: string): Promise<boolean> {
  const dead = await findDeadHolder(path);
  if (dead === undefined) return false;
  const aside = `${path}.${newId('dead')}`;
  try {
    await rename(path, aside);
  } catch (thrown) {
    if (isCode(thrown, 'ENOENT')) return true;
    throw thrown;
  }
  const taken = await readHolder(aside);
  if (taken?.token === dead.token) await rm(aside, { force: true });
  else await rename(aside, path);
  return true;
}

/** `{ token: undefined }` for a lock whose holder died before it wrote its name. */
async function findDeadHolder(path: string): Promise<{ token: string | undefined } | undefined> {
  const info = await stat(path).catch(() => undefined);
  if (!info) return undefined;
  const holder = await readHolder(path);
  const isSilent = Date.now() - info.mtimeMs > STALE_MS;
  const isDead = holder?.host === hostname() && !isHolding(holder);
  return isDead || isSilent ? { token: holder?.token } : undefined;
}

/** A container that starts again gives its processes the ids of those that were killed: ours among them. */
function isHolding({ pid, token }: Holder): boolean {
  return pid === process.pid ? ownTokens.has(token) : isAlive(pid);
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return holderSchema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return !isCode(thrown, 'ESRCH');
  }
}

async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined);
}

function isCode(thrown: unknown, code: string): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === code;
}
