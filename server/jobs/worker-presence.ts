import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ignoreMissing, type Log } from '../base/index.ts';

const FILE = 'worker-present';
const TOUCH_EVERY_MS = 3_000;
/** A worker that was killed counts as gone this much later. */
const GONE_AFTER_MS = 10_000;

/** Says, for as long as it is not disposed, that this process works on the jobs of a data folder. */
export async function announceWorker({
  dataDir,
  log,
}: {
  dataDir: string;
  log: Log;
}): Promise<AsyncDisposable> {
  const path = join(dataDir, FILE);
  const touch = () => writeFile(path, `${process.pid}\n`);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await touch();
  let touching = Promise.resolve();
  const timer = setInterval(() => {
    touching = touch().catch((error: unknown) => log.warn('worker-not-announced', { error }));
  }, TOUCH_EVERY_MS);
  timer.unref();
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await touching;
      await rm(path, { force: true });
    },
  };
}

/** Whether a process has announced that it works on the jobs of this data folder. */
export async function isWorkerPresent({ dataDir }: { dataDir: string }): Promise<boolean> {
  const file = await stat(join(dataDir, FILE)).catch(ignoreMissing);
  return file !== undefined && Date.now() - file.mtimeMs < GONE_AFTER_MS;
}
