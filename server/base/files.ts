import { constants } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file so that a crash leaves either the old content or the new, never a part:
 * temporary name in the same folder, flush, rename, flush the folder.
 */
export async function writeFileAtomic(path: string, data: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}.tmp`;
  try {
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw thrown;
  }
  await syncFolder(dirname(path));
}

/** What shares in the network answer that flush no folders. */
const ignoreNoFlush = ignoring('EINVAL', 'EBADF', 'ENOTSUP', 'EOPNOTSUPP');

/** Flushes a folder's entries, so that a rename survives a power cut. A no-op where folders cannot be opened or flushed. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, constants.O_RDONLY);
  try {
    await folder.sync().catch(ignoreNoFlush);
  } finally {
    await folder.close();
  }
}

/** Removes a file or a folder that was not written to for longer than `ageMs`: what a process that was killed left behind. */
export async function removeIfOlder(path: string, ageMs: number): Promise<void> {
  const info = await stat(path).catch(ignoreMissing);
  if (info && Date.now() - info.mtimeMs > ageMs) await rm(path, { recursive: true, force: true });
}

/** For `.catch`: a file that is not there is undefined, every other failure stays one. */
export const ignoreMissing = ignoring('ENOENT');

/** For `.catch`: a failure that the system calls by one of these codes is undefined, every other one stays one. */
export function ignoring(...codes: readonly string[]): (thrown: unknown) => undefined {
  return (thrown) => {
    if (thrown instanceof Error && 'code' in thrown && codes.includes(String(thrown.code))) return undefined;
    throw thrown;
  };
}
