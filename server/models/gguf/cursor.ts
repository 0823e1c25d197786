import type { ByteSource } from '../weights/byte-source.ts';
import { invalidFile } from '../weights/byte-source.ts';
import { MAX_HEADER_BYTES, MAX_STRING_BYTES } from './limits.ts';

/** Bytes fetched at a time: a header of 150,000 tokens is read in a few calls, not in 300,000. */
const WINDOW_BYTES = 1024 * 1024;

const utf8 = new TextDecoder('utf-8');

/** Reads a GGUF header front to back. Every method throws AppError `model_file_invalid` rather than pass a limit. */
export type Cursor = {
  position(): number;
  uint(bytes: 1 | 2 | 4): number;
  int(bytes: 1 | 2 | 4): number;
  float32(): number;
  float64(): number;
  bool(): boolean;
  /** A 64-bit count; above 2^53 it cannot be true and is refused. */
  count(what: string): number;
  /** A signed 64-bit value, refused outside the safe integers. */
  int64(): number;
  string(what: string): string;
};

export function createCursor(source: ByteSource): Cursor {
  let position = 0;
  let windowStart = 0;
  let view = new DataView(new ArrayBuffer(0));

  /** Makes `length` bytes available; returns their offset in `view`. */
  function take(length: number): number {
    if (position + length > MAX_HEADER_BYTES) {
      throw invalidFile(source.name, `its header is longer than ${MAX_HEADER_BYTES} bytes`);
    }
    const inside = position - windowStart;
    if (inside + length > view.byteLength) {
      const size = Math.min(Math.max(WINDOW_BYTES, length), source.size - position);
      const bytes = source.read(position, Math.max(size, length));
      view = new DataView(bytes.buffer);
      windowStart = position;
    }
    const at = position - windowStart;
    position += length;
    return at;
  }

  function safe(value: bigint, what: string): number {
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw invalidFile(source.name, `${what} is ${value}, which cannot be`);
    return number;
  }

  const count = (what: string): number => safe(view64(true), what);
  function view64(unsigned: boolean): bigint {
    const at = take(8);
    return unsigned ? view.getBigUint64(at, true) : view.getBigInt64(at, true);
  }

  return {
    position: () => position,
    uint: (bytes) => {
      const at = take(bytes);
      if (bytes === 1) return view.getUint8(at);
      return bytes === 2 ? view.getUint16(at, true) : view.getUint32(at, true);
    },
    int: (bytes) => {
      const at = take(bytes);
      if (bytes === 1) return view.getInt8(at);
      return bytes === 2 ? view.getInt16(at, true) : view.getInt32(at, true);
    },
    float32: () => {
      const at = take(4);
      return view.getFloat32(at, true);
    },
    float64: () => {
      const at = take(8);
      return view.getFloat64(at, true);
    },
    bool: () => {
      const at = take(1);
      return view.getUint8(at) !== 0;
    },
    count,
    int64: () => safe(view64(false), 'a 64-bit value'),
    string: (what) => {
      const length = count(`the length of ${what}`);
      if (length > MAX_STRING_BYTES) {
        throw invalidFile(
          source.name,
          `${what} is ${length} bytes long, more than the ${MAX_STRING_BYTES} allowed`,
        );
      }
      const at = take(length);
      return utf8.decode(new Uint8Array(view.buffer, at, length));
    },
  };
}
