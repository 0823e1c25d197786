import { AppError, invariant } from '../base/index.ts';

/**
 * Protobuf's wire format (https://protobuf.dev/programming-guides/encoding): a message is a run of tagged fields.
 * The reader takes untrusted bytes, so every length is checked against what is left before it is used.
 */

/** Deepest nesting of messages read: ours reach 9; unbounded recursion would overflow the stack (CWE-674). */
const MAX_DEPTH = 64;
/** Most fields read in one model: ours have under a million; each costs an object in memory (CWE-770). */
const MAX_FIELDS = 20_000_000;

export const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;
export type WireType = (typeof WIRE)[keyof typeof WIRE];

const utf8Encoder = new TextEncoder();
const utf8Decoder = new TextDecoder('utf-8', { fatal: true });

export type Writer = {
  tag(field: number, wire: WireType): void;
  /** An int64; must be a safe integer. */
  int(value: number): void;
  float(value: number): void;
  bytes(value: Uint8Array): void;
  text(value: string): void;
  finish(): Uint8Array;
};

export function createWriter(): Writer {
  let buffer = new Uint8Array(256);
  let view = new DataView(buffer.buffer);
  let length = 0;

  function reserve(more: number): void {
    if (length + more <= buffer.length) return;
    const grown = new Uint8Array(Math.max(buffer.length * 2, length + more));
    grown.set(buffer.subarray(0, length));
    buffer = grown;
    view = new DataView(buffer.buffer);
  }

  function int(value: number): void {
    invariant(Number.isSafeInteger(value), `${value} is not an integer protobuf can carry`);
    reserve(10);
    if (value < 0) {
      negative(value);
      return;
    }
    let rest = value;
    while (rest >= 0x80) {
      buffer[length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    buffer[length++] = rest;
  }

  function negative(value: number): void {
    let rest = BigInt.asUintN(64, BigInt(value));
    while (rest >= 0x80n) {
      buffer[length++] = Number(rest & 0x7fn) | 0x80;
      rest >>= 7n;
    }
    buffer[length++] = Number(rest);
  }

  function bytes(value: Uint8Array): void {
    int(value.length);
    reserve(value.length);
    buffer.set(value, length);
    length += value.length;
  }

  return {
    tag: (field, wire) => int(field * 8 + wire),
    int,
    float(value) {
      reserve(4);
      view.setFloat32(length, value, true);
      length += 4;
    },
    bytes,
    text: (value) => bytes(utf8Encoder.encode(value)),
    finish: () => buffer.slice(0, length),
  };
}

export type Reader = {
  atEnd(): boolean;
  /** The next field's number and wire type. */
  tag(): { field: number; wire: WireType };
  int(): number;
  float(): number;
  bytes(): Uint8Array;
  text(): string;
  /** A reader over a length-delimited field, one level deeper. */
  nested(): Reader;
  skip(wire: WireType): void;
};

/** @throws AppError `model_file_invalid` from any method, where the bytes are not a message. */
export function createReader(bytes: Uint8Array): Reader {
  return readerOver(bytes, 0, { fields: 0 });
}

function readerOver(bytes: Uint8Array, depth: number, count: { fields: number }): Reader {
  if (depth > MAX_DEPTH) throw invalid('messages are nested too deeply');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;

  function need(length: number): void {
    if (length > bytes.length - at) throw invalid('it ends in the middle of a field');
  }

  function varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      need(1);
      const byte = view.getUint8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw invalid('a number is longer than ten bytes');
  }

  function int(): number {
    if (at < bytes.length) {
      const byte = view.getUint8(at);
      if (byte < 0x80) {
        at++;
        return byte;
      }
    }
    const value = Number(BigInt.asIntN(64, varint()));
    if (!Number.isSafeInteger(value)) throw invalid('a number is out of range');
    return value;
  }

  function take(): Uint8Array {
    const length = int();
    if (length < 0) throw invalid('a length is negative');
    need(length);
    at += length;
    return bytes.subarray(at - length, at);
  }

  function skip(wire: WireType): void {
    if (wire === WIRE.varint) varint();
    else if (wire === WIRE.bytes) take();
    else {
      const length = wire === WIRE.fixed64 ? 8 : 4;
      need(length);
      at += length;
    }
  }

  return {
    atEnd: () => at >= bytes.length,
    tag() {
      if (++count.fields > MAX_FIELDS) throw invalid('it has too many fields');
      const tag = int();
      const wire = tag % 8;
      const field = Math.floor(tag / 8);
      if (field < 1 || !isWireType(wire)) throw invalid('a field has an unknown form');
      return { field, wire };
    },
    int,
    float() {
      need(4);
      at += 4;
      return view.getFloat32(at - 4, true);
    },
    bytes: take,
    text() {
      try {
        return utf8Decoder.decode(take());
      } catch (cause) {
        if (cause instanceof AppError) throw cause;
        throw invalid('a text is not UTF-8', cause);
      }
    },
    nested: () => readerOver(take(), depth + 1, count),
    skip,
  };
}

function isWireType(wire: number): wire is WireType {
  return wire === WIRE.varint || wire === WIRE.fixed64 || wire === WIRE.bytes || wire === WIRE.fixed32;
}

export function invalid(what: string, cause?: unknown): AppError {
  return new AppError(
    'model_file_invalid',
    `The ONNX graph cannot be read: ${what}. Fetch or convert the model again.`,
    cause === undefined ? {} : { cause },
  );
}
