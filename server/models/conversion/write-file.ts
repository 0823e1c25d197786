import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ModelManifest } from '../folder/manifest.ts';

export type WrittenFile = ModelManifest['files'][number];

/** A write(2) of this size keeps the disk busy without holding a second copy of a large tensor. */
const WRITE_BYTES = 8 * 1024 * 1024;

/** Writes a new file chunk by chunk and flushes it to disk. @throws what the file system throws */
export function writeFile(
  folder: string,
  path: string,
  chunks: Iterable<Uint8Array>,
  onBytes: (done: number) => void = () => undefined,
): WrittenFile {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  let bytes = 0;
  writeChunks(target, chunks, 'wx', (chunk) => {
    hash.update(chunk);
    bytes += chunk.length;
    onBytes(bytes);
  });
  return { path, bytes, sha256: hash.digest('hex') };
}

/**
 * Writes chunk by chunk and flushes to disk; `onChunk` is called after each. `wx` refuses a file that is there.
 * @throws what the file system throws
 */
export function writeChunks(
  path: string,
  chunks: Iterable<Uint8Array>,
  flags: 'w' | 'wx',
  onChunk: (chunk: Uint8Array) => void = () => undefined,
): void {
  const descriptor = openSync(path, flags, 0o600);
  try {
    for (const chunk of chunks) {
      for (let at = 0; at < chunk.length; ) {
        at += writeSync(descriptor, chunk, at, Math.min(WRITE_BYTES, chunk.length - at));
      }
      onChunk(chunk);
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** A small JSON file on one line. */
export function writeJson(folder: string, path: string, content: unknown): WrittenFile {
  return writeFile(folder, path, [Buffer.from(`${JSON.stringify(content)}\n`)]);
}
