import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { ManifestEntry } from './format.ts';

export type Content = Iterable<Uint8Array | string> | AsyncIterable<Uint8Array | string>;

export type ArchiveWriter = {
  /** Resolves when the reader has taken all of it, so that one entry at a time is in memory. */
  add(path: string, content: Content, options?: { compress?: boolean }): Promise<void>;
  /** What was added, in order. */
  readonly entries: readonly ManifestEntry[];
};

/** A zip that is made while it is read. `write` adds the entries; what it throws ends the reading with that error. */
export async function* writeArchive(
  write: (archive: ArchiveWriter) => Promise<void>,
): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  zip.on('error', (error: Error) => output.destroy(error));
  const left = new AbortController();
  const entries: ManifestEntry[] = [];
  const writer: ArchiveWriter = {
    entries,
    async add(path, content, { compress = true } = {}) {
      const entry = { path, bytes: 0, sha256: '' };
      // The archive remembers each entry to its end, and with it what the entry holds on to: so it is let go at once.
      const held: { source?: Readable } = {
        source: Readable.from(measured(content, entry), { objectMode: false }),
      };
      const taken = finished(held.source as Readable, { signal: left.signal });
      zip.addReadStreamLazy(path, { compress, mtime: new Date(), mode: 0o100_644 }, (give) => {
        give(null, held.source as Readable);
        delete held.source;
      });
      await taken;
      entries.push(entry);
    },
  };
  const writing = write(writer).then(
    () => zip.end(),
    (error: Error) => void output.destroy(error),
  );
  try {
    for await (const chunk of output) yield chunk;
  } finally {
    left.abort();
    output.destroy();
    await writing;
  }
}

/** The content as bytes; afterwards `entry` tells how many, and what they hash to. */
async function* measured(content: Content, entry: ManifestEntry): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const piece of content) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    if (bytes.byteLength === 0) continue;
    hash.update(bytes);
    entry.bytes += bytes.byteLength;
    yield bytes;
  }
  entry.sha256 = hash.digest('hex');
}

/** A JSON value a line. */
export function* jsonLines(values: Iterable<unknown>): Generator<string> {
  for (const value of values) yield `${JSON.stringify(value)}\n`;
}

export function* jsonFile(value: unknown): Generator<string> {
  yield `${JSON.stringify(value, undefined, 2)}\n`;
}
