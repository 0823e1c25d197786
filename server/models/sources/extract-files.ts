import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { type Entry, open as openZip, type ZipFile } from 'yauzl';
import { AppError, systemProblem } from '../../base/index.ts';

/** Wheels of models have some dozen entries; a zip bomb has many. */
const MAX_ENTRIES = 10_000;

export type WantedEntry = {
  /** Inside the archive. */
  path: string;
  /** On disk: never taken from the archive. */
  target: string;
  bytes: number;
  sha256: string;
};

/**
 * Takes exactly the wanted files out of a zip archive, checking length and hash of each on the way.
 * @throws AppError `model_source_failed`
 */
export async function extractFiles(
  archive: string,
  wanted: readonly WantedEntry[],
  onBytes: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const zip = await promisify<string, { lazyEntries: true; autoClose: false }, ZipFile>(openZip)(archive, {
    lazyEntries: true,
    autoClose: false,
  }).catch((cause: unknown) => {
    throw new AppError('model_source_failed', `${archive} is not a readable zip archive`, { cause });
  });
  try {
    if (zip.entryCount > MAX_ENTRIES) {
      throw new AppError('model_source_failed', `${archive} has more than ${MAX_ENTRIES} entries`);
    }
    const entries = await listEntries(zip);
    for (const item of wanted) {
      const entry = entries.get(item.path);
      if (!entry) throw new AppError('model_source_failed', `${archive} has no entry ${item.path}`);
      if (entry.uncompressedSize !== item.bytes) {
        throw new AppError(
          'model_source_failed',
          `${item.path} is ${entry.uncompressedSize} bytes long, and ${item.bytes} were expected`,
        );
      }
      await extract(zip, entry, item, onBytes, signal);
    }
  } finally {
    zip.close();
  }
}

function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', (cause: Error) => {
      const message =
        'the archive is damaged: its list of contents cannot be read, or names a place outside; fetch it again';
      reject(new AppError('model_source_failed', message, { cause }));
    });
    zip.readEntry();
  });
}

async function extract(
  zip: ZipFile,
  entry: Entry,
  item: WantedEntry,
  onBytes: (bytes: number) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const part = `${item.target}.part`;
  const hash = createHash('sha256');
  const file = await open(part, 'w', 0o600);
  try {
    const stream: Readable = await promisify<Entry, Readable>(zip.openReadStream.bind(zip))(entry);
    for await (const chunk of stream) {
      signal?.throwIfAborted();
      hash.update(chunk);
      await file.write(chunk);
      onBytes(chunk.length);
    }
    await file.sync();
  } catch (cause) {
    if (signal?.aborted) throw new AppError('cancelled', 'The download was cancelled.', { cause });
    const message = `${item.path} cannot be unpacked: ${unpackProblem(cause)}`;
    throw new AppError('model_source_failed', message, { cause });
  } finally {
    await file.close();
  }
  const sha256 = hash.digest('hex');
  if (sha256 !== item.sha256) {
    await rm(part, { force: true });
    const message = `${item.path} has SHA-256 ${sha256}, and ${item.sha256} was expected`;
    throw new AppError('model_source_failed', message);
  }
  await rename(part, item.target);
}

/** The disk's problem has a code of the system; what is packed wrongly has none, or one of zlib's. */
function unpackProblem(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code !== '' && !code.startsWith('Z_')) return systemProblem(cause);
  return 'it is damaged in the archive, or of another length than that says; fetch it again';
}
