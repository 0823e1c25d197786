import { rm, stat } from 'node:fs/promises';
import { ignoreMissing, type Log, superviseChild } from '../base/index.ts';
import { type BackUpInput, measureDatabase, plainName, temporaryName } from './back-up.ts';
import type { BackUpCalls } from './back-up-process.ts';

/** Copying takes one page after the other; making a key of a passphrase takes 256 MB once. */
const MAX_MEMORY_BYTES = 1024 * 2 ** 20;
const LOOK_EVERY_MS = 500;

type Apart = BackUpInput & {
  log: Log;
  /** Bytes written, and about how many there will be. */
  onProgress(done: number, total: number): void;
};

/**
 * `backUpDatabase` in a process of its own, so that nobody waits for the copying. Aborting ends it and leaves nothing.
 * @throws what `backUpDatabase` throws; AppError `storage_failed` when the process ends
 */
export async function backUpApart({ log, onProgress, ...input }: Apart, signal?: AbortSignal): Promise<void> {
  const temporary = temporaryName(input.file);
  const plain = plainName(input);
  const total = measureDatabase(input) * (input.key === undefined ? 1 : 2);
  const look = async () => {
    const files = await Promise.all([temporary, plain].map((path) => stat(path).catch(ignoreMissing)));
    const made = files.reduce((sum, file) => sum + (file?.size ?? 0), 0);
    if (made > 0) onProgress(Math.min(made, total), total);
  };
  const timer = setInterval(() => {
    look().catch((error: unknown) => log.warn('backup-not-measured', { error }));
  }, LOOK_EVERY_MS);
  try {
    await copyApart(log, { ...input, temporary, plain }, signal);
  } finally {
    clearInterval(timer);
    for (const left of [temporary, plain]) {
      await rm(left, { force: true });
      await rm(`${left}-journal`, { force: true });
    }
  }
}

async function copyApart(log: Log, input: BackUpInput, signal: AbortSignal | undefined): Promise<void> {
  await using child = superviseChild<BackUpCalls>({
    entry: new URL('./back-up-process.ts', import.meta.url),
    name: 'backup process',
    log,
    maxMemoryBytes: MAX_MEMORY_BYTES,
    cancelTimeoutMs: 0,
    niceness: 10,
    crashCode: 'storage_failed',
  });
  await child.call('backUp', input, { signal });
}
