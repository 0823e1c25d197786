import { readFileSync } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { ignoreMissing, invariant } from '../base/index.ts';
import { isFileLocked, lockFile } from '../store/index.ts';

/** Only a file of such a name is a process's; whatever else lies in the folder is nobody's business. */
const PROCESS_ID = /^process_[0-9a-z]+$/;

/** The file of a process that lives no more. */
export type DeadProcess = { id: string; ageMs: number; remove(): Promise<void> };

/** What a look at the others showed. Of a process that is in neither list nothing is known. */
export type SeenProcesses = { alive: string[]; dead: DeadProcess[] };

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

/**
 * Which of the other processes of a data folder live. One whose file cannot be read, or all where the folder cannot, stay unknown.
 * @param onUnreadable told of each such path
 */
export async function lookAtProcesses(
  { folder, own }: { folder: string; own: string },
  onUnreadable: (path: string, error: unknown) => void,
): Promise<SeenProcesses> {
  const seen: SeenProcesses = { alive: [], dead: [] };
  // Not even a look at the own one: on some systems closing it a second time lets go of the lock.
  for (const id of (await namesIn(folder, onUnreadable)).filter((name) => name !== own)) {
    const path = join(folder, id);
    try {
      const file = await stat(path).catch(ignoreMissing);
      if (file === undefined) continue;
      if (isFileLocked(path)) seen.alive.push(id);
      else seen.dead.push({ id, ageMs: Date.now() - file.mtimeMs, remove: () => rm(path, { force: true }) });
    } catch (error) {
      onUnreadable(path, error);
    }
  }
  return seen;
}

async function namesIn(
  folder: string,
  onUnreadable: (path: string, error: unknown) => void,
): Promise<string[]> {
  try {
    const names = (await readdir(folder).catch(ignoreMissing)) ?? [];
    return names.filter((name) => PROCESS_ID.test(name));
  } catch (error) {
    onUnreadable(folder, error);
    return [];
  }
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
