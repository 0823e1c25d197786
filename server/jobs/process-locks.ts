import { readFileSync } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { ignoreMissing, invariant } from '../base/index.ts';
import { lockFile } from '../store/index.ts';

/** The file of a process that lives no more. */
export type DeadProcess = { id: string; ageMs: number; remove(): Promise<void> };

/** Shows to the other processes of a data folder that the one of this `id` lives: a file that is locked until disposed. */
export async function holdProcessLock(folder: string, id: string): Promise<AsyncDisposable> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, id);
  const lock = lockFile({ path, create: true });
  invariant(lock, `Another process has the id ${id}.`);
  return {
    async [Symbol.asyncDispose]() {
      lock[Symbol.dispose]();
      await rm(path, { force: true });
    },
  };
}

/** Those whose file nobody has locked. */
export async function findDeadProcesses(folder: string, own: string): Promise<DeadProcess[]> {
  const ids = (await readdir(folder).catch(ignoreMissing)) ?? [];
  const dead: DeadProcess[] = [];
  for (const id of ids) {
    // Not even a look at the own one: on some systems closing it a second time lets go of the lock.
    if (id === own) continue;
    const path = join(folder, id);
    const file = await stat(path).catch(ignoreMissing);
    const lock = lockFile({ path });
    if (file === undefined || lock === undefined) continue;
    lock[Symbol.dispose]();
    dead.push({ id, ageMs: Date.now() - file.mtimeMs, remove: () => rm(path, { force: true }) });
  }
  return dead;
}

/**
 * Within what a lock of a file can be trusted: the kernel that runs, which containers of one machine share. Undefined where that is
 * not known.
 */
export function runningKernel(): string | undefined {
  if (process.platform !== 'linux') return hostname();
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}
