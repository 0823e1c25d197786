import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../base/index.ts';
import { hashFile } from '../folder/hash-file.ts';
import { openResponse, type RemoteFile, TransientFailure } from './open-response.ts';

/** Larger than any file of the catalogue: a server cannot fill the disk. */
const MAX_FILE_BYTES = 16 * 2 ** 30;
const MAX_ATTEMPTS = 5;
/** A server that wants a longer pause is as good as away. */
const MAX_PAUSE_MS = 60_000;

export type DownloadInput = {
  url: string;
  target: string;
  /** Pinned in the catalogue; without it the hash that the server announces, if any. */
  sha256?: string;
  bytes?: number;
  /** Longest silence before an attempt is given up. */
  timeoutMs: number;
  /** Pause before the second attempt, doubled before each further one. */
  retryPauseMs: number;
  onBytes: (done: number, total: number) => void;
};

/**
 * Downloads into `<target>.part`, checks, then renames to `target`. An interrupted download goes on where it stopped,
 * in this process or a later one, as long as the server still has the same file.
 * Returns the SHA-256, or undefined where the server has no such file (404).
 * @throws AppError `model_source_failed`, `cancelled`
 */
export async function downloadFile(input: DownloadInput, signal?: AbortSignal): Promise<string | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await downloadOnce(input, signal);
    } catch (thrown) {
      if (signal?.aborted) throw new AppError('cancelled', 'The download was cancelled.', { cause: thrown });
      if (!(thrown instanceof TransientFailure)) throw thrown;
      const pauseMs = thrown.pauseMs ?? input.retryPauseMs * 2 ** (attempt - 1);
      if (attempt === MAX_ATTEMPTS || pauseMs > MAX_PAUSE_MS) {
        throw new AppError('model_source_failed', thrown.message, { cause: thrown });
      }
      await sleep(pauseMs, undefined, signal ? { signal } : {}).catch(() => undefined);
    }
  }
}

async function downloadOnce(
  input: DownloadInput,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const part = `${input.target}.part`;
  const etagPath = `${part}.etag`;
  const have = await sizeOf(part);
  const etag = have > 0 ? await readFile(etagPath, 'utf8').catch(() => '') : '';
  const remote = await openResponse(
    input.url,
    { from: etag ? have : 0, etag, timeoutMs: input.timeoutMs },
    signal,
  );
  if (!remote) return undefined;
  const total = remote.totalBytes ?? input.bytes ?? 0;
  checkLength(input, remote);
  if (remote.etag) await writeFile(etagPath, remote.etag, { mode: 0o600 });
  else await rm(etagPath, { force: true });

  const written = await append(part, remote, (done) => input.onBytes(done, total));
  if (remote.totalBytes !== undefined && written < remote.totalBytes) {
    throw new TransientFailure(`${input.url} broke off after ${written} of ${remote.totalBytes} bytes`);
  }
  const { sha256 } = await hashFile(part, undefined, signal);
  const wanted = input.sha256 ?? remote.sha256;
  if (wanted !== undefined && sha256 !== wanted) {
    await rm(part, { force: true });
    const message = `${input.url} has SHA-256 ${sha256}, and ${wanted} was expected`;
    throw remote.from > 0 ? new TransientFailure(message) : new AppError('model_source_failed', message);
  }
  await rename(part, input.target);
  await rm(etagPath, { force: true });
  return sha256;
}

/** Writes the body at the place it starts; returns the length of the file afterwards. */
async function append(part: string, remote: RemoteFile, onDone: (done: number) => void): Promise<number> {
  const file = await open(part, remote.from > 0 ? 'r+' : 'w', 0o600);
  let position = remote.from;
  try {
    for await (const chunk of remote.body) {
      await file.write(chunk, 0, chunk.length, position);
      position += chunk.length;
      if (position > MAX_FILE_BYTES) {
        throw new AppError(
          'model_source_failed',
          `a file is longer than the ${MAX_FILE_BYTES} bytes allowed`,
        );
      }
      onDone(position);
    }
    await file.truncate(position);
    await file.sync();
  } finally {
    await file.close();
  }
  return position;
}

function checkLength(input: DownloadInput, { totalBytes }: RemoteFile): void {
  if (totalBytes === undefined) return;
  if (totalBytes > MAX_FILE_BYTES || (input.bytes !== undefined && totalBytes !== input.bytes)) {
    const wanted = input.bytes ?? `at most ${MAX_FILE_BYTES}`;
    throw new AppError(
      'model_source_failed',
      `${input.url} is ${totalBytes} bytes long, and ${wanted} were expected`,
    );
  }
}

async function sizeOf(path: string): Promise<number> {
  const info = await stat(path).catch(() => undefined);
  return info?.size ?? 0;
}
