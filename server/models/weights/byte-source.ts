import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { AppError } from '../../base/index.ts';

/** Random access to bytes that may be larger than memory. */
export type ByteSource = {
  /** For messages: a path, or what the bytes are. */
  readonly name: string;
  readonly size: number;
  /** Exactly `length` bytes, aligned for any typed array. @throws AppError `model_file_invalid` past the end */
  read(offset: number, length: number): Uint8Array<ArrayBuffer>;
  close(): void;
};

/** Largest single read(2); the kernel gives at most 2 GiB at once. */
const MAX_READ_BYTES = 1024 * 1024 * 1024;

export function openByteSource(path: string): ByteSource {
  const descriptor = openSync(path, 'r');
  const size = fstatSync(descriptor).size;
  return {
    name: path,
    size,
    read(offset, length) {
      checkRange(path, size, offset, length);
      const bytes = new Uint8Array(length);
      let done = 0;
      while (done < length) {
        const step = Math.min(length - done, MAX_READ_BYTES);
        const got = readSync(descriptor, bytes, done, step, offset + done);
        if (got === 0) throw invalidFile(path, 'it became shorter while it was read');
        done += got;
      }
      return bytes;
    },
    close: () => closeSync(descriptor),
  };
}

export function bytesInMemory(bytes: Uint8Array, name = 'bytes in memory'): ByteSource {
  return {
    name,
    size: bytes.length,
    read(offset, length) {
      checkRange(name, bytes.length, offset, length);
      return Uint8Array.from(bytes.subarray(offset, offset + length));
    },
    close: () => undefined,
  };
}

/** The one form of complaint about a file of weights. `problem` completes the sentence "X cannot be used: …". */
export function invalidFile(name: string, problem: string, cause?: unknown): AppError {
  return new AppError('model_file_invalid', `The model file ${name} cannot be used: ${problem}.`, { cause });
}

function checkRange(name: string, size: number, offset: number, length: number): void {
  if (offset < 0 || length < 0 || offset + length > size) {
    throw invalidFile(
      name,
      `it ends at byte ${size}, before the data it announces at byte ${offset + length}`,
    );
  }
}
