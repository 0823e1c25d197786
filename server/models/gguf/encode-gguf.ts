import { invariant } from '../../base/index.ts';
import type { FileContent } from '../safetensors/write-safetensors.ts';
import { ENCODINGS, type WrittenType } from './encode-blocks.ts';

/** A value of the header, with the type it is written as. */
export type WrittenValue =
  | { type: 'u32'; value: number }
  | { type: 'f32'; value: number }
  | { type: 'bool'; value: boolean }
  | { type: 'string'; value: string }
  | { type: 'strings'; value: readonly string[] }
  | { type: 'i32s'; value: readonly number[] };

export type WrittenTensor = {
  /** GGUF's name. */
  name: string;
  /** Outermost first. */
  shape: readonly number[];
  type: WrittenType;
  read(): Float32Array;
};

const VERSION = 3;
const ALIGNMENT = 32;
const [UINT32, INT32, FLOAT32, BOOL, STRING, ARRAY] = [4, 5, 6, 7, 8, 9];

/**
 * A GGUF file, version 3, made one tensor at a time. Source: the GGUF specification in the ggml repository.
 */
export function encodeGguf(
  metadata: ReadonlyMap<string, WrittenValue>,
  tensors: readonly WrittenTensor[],
): FileContent {
  const head: Uint8Array[] = [Buffer.from('GGUF'), u32(VERSION), u64(tensors.length), u64(metadata.size)];
  for (const [key, value] of metadata) head.push(text(key), encodedValue(value));
  let end = 0;
  for (const tensor of tensors) {
    const dimensions = tensor.shape.toReversed().map(u64);
    const { number } = ENCODINGS[tensor.type];
    head.push(text(tensor.name), u32(tensor.shape.length), ...dimensions, u32(number), u64(end));
    end += aligned(bytesIn(tensor));
  }
  const header = padded(Buffer.concat(head));
  return { bytes: header.length + end, chunks: content(header, tensors) };
}

function* content(header: Uint8Array, tensors: readonly WrittenTensor[]): Generator<Uint8Array> {
  yield header;
  for (const tensor of tensors) {
    const bytes = ENCODINGS[tensor.type].encode(tensor.read());
    invariant(
      bytes.length === bytesIn(tensor),
      `${tensor.name} took ${bytes.length} bytes, not ${bytesIn(tensor)}.`,
    );
    yield bytes;
    const gap = aligned(bytes.length) - bytes.length;
    if (gap > 0) yield new Uint8Array(gap);
  }
}

function bytesIn({ shape, type }: WrittenTensor): number {
  const { elements, bytes } = ENCODINGS[type];
  return (shape.reduce((product, size) => product * size, 1) / elements) * bytes;
}

function encodedValue(value: WrittenValue): Uint8Array {
  switch (value.type) {
    case 'u32':
      return Buffer.concat([u32(UINT32), u32(value.value)]);
    case 'f32': {
      const bytes = Buffer.alloc(4);
      bytes.writeFloatLE(value.value);
      return Buffer.concat([u32(FLOAT32), bytes]);
    }
    case 'bool':
      return Buffer.concat([u32(BOOL), Uint8Array.of(value.value ? 1 : 0)]);
    case 'string':
      return Buffer.concat([u32(STRING), text(value.value)]);
    case 'strings':
      return Buffer.concat([u32(ARRAY), u32(STRING), u64(value.value.length), ...value.value.map(text)]);
    case 'i32s': {
      const values = Int32Array.from(value.value);
      const bytes = new Uint8Array(values.buffer);
      return Buffer.concat([u32(ARRAY), u32(INT32), u64(values.length), bytes]);
    }
  }
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([u64(bytes.length), bytes]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(aligned(bytes.length) - bytes.length)]);
}
