import { z } from 'zod';
import { type ByteSource, invalidFile } from '../weights/byte-source.ts';
import { bfloat16ToFloat32, float16ToFloat32 } from '../weights/half.ts';
import { MAX_DIMENSIONS, MAX_ELEMENTS, MAX_HEADER_BYTES, MAX_TENSORS } from './limits.ts';

export type TensorEntry = {
  shape: readonly number[];
  dtype: ReadableType;
  /** From the start of the file. */
  offset: number;
  bytes: number;
};

type ReadableType = 'F32' | 'F16' | 'BF16';

export const READ_VALUES: Record<
  ReadableType,
  { bytes: number; toFloat32(bytes: Uint8Array<ArrayBuffer>): Float32Array }
> = {
  F32: { bytes: 4, toFloat32: (bytes) => new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4) },
  F16: { bytes: 2, toFloat32: float16ToFloat32 },
  BF16: { bytes: 2, toFloat32: bfloat16ToFloat32 },
};

/** Integer tensors are position indices that some exports carry along; they are checked, then left out. */
const IGNORED_TYPES: Record<string, number> = { I64: 8, I32: 4, U8: 1, BOOL: 1 };

const entrySchema = z.object({
  dtype: z.string().max(16),
  shape: z.array(z.number().int().positive()).max(MAX_DIMENSIONS),
  data_offsets: z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()]),
});

/**
 * Reads and checks the header: afterwards each tensor lies inside the file, apart from the others, as long as its
 * shape says. Source: the safetensors format description in its repository.
 * @throws AppError `model_file_invalid`
 */
export function readSafetensorsHeader(source: ByteSource): Map<string, TensorEntry> {
  if (source.size < 8) throw invalidFile(source.name, 'it is too short for a safetensors file');
  const length = Number(Buffer.from(source.read(0, 8)).readBigUInt64LE());
  if (length > MAX_HEADER_BYTES) {
    throw invalidFile(
      source.name,
      `its header of ${length} bytes is longer than the ${MAX_HEADER_BYTES} allowed`,
    );
  }
  const header = parseHeader(source, source.read(8, length));
  const entries = Object.entries(header).filter(([name]) => name !== '__metadata__');
  if (entries.length > MAX_TENSORS) {
    throw invalidFile(
      source.name,
      `it announces ${entries.length} tensors, more than the ${MAX_TENSORS} allowed`,
    );
  }
  const parsed = entries.map(([name, value]) => checkedEntry(source, name, value));
  const tensors = new Map<string, TensorEntry>();
  let end = 0;
  for (const { name, dtype, shape, from, to } of parsed.sort((a, b) => a.from - b.from)) {
    if (from < end) throw invalidFile(source.name, `the tensor "${name}" overlaps the one before it`);
    end = to;
    if (8 + length + to > source.size) {
      throw invalidFile(
        source.name,
        `the tensor "${name}" ends after the end of the file; the file is cut short`,
      );
    }
    if (isReadable(dtype)) tensors.set(name, { shape, dtype, offset: 8 + length + from, bytes: to - from });
  }
  return tensors;
}

function parseHeader(source: ByteSource, bytes: Uint8Array): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return z.record(z.string(), z.unknown()).parse(parsed);
  } catch (cause) {
    throw invalidFile(source.name, 'its header is not a JSON object', cause);
  }
}

type CheckedEntry = { name: string; dtype: string; shape: readonly number[]; from: number; to: number };

function checkedEntry(source: ByteSource, name: string, value: unknown): CheckedEntry {
  const parsed = entrySchema.safeParse(value);
  if (!parsed.success)
    throw invalidFile(source.name, `the entry of the tensor "${name}" is malformed`, parsed.error);
  const { dtype, shape, data_offsets } = parsed.data;
  const [from, to] = data_offsets;
  const elementBytes = isReadable(dtype) ? READ_VALUES[dtype].bytes : IGNORED_TYPES[dtype];
  if (!elementBytes) {
    throw invalidFile(source.name, `the tensor "${name}" has the type ${dtype}; readable are F32, F16, BF16`);
  }
  const elements = shape.reduce((product, size) => product * size, 1);
  if (elements > MAX_ELEMENTS || elements * elementBytes !== to - from) {
    throw invalidFile(source.name, `the tensor "${name}" has a shape that does not match its length`);
  }
  return { name, dtype, shape, from, to };
}

function isReadable(dtype: string): dtype is ReadableType {
  return Object.hasOwn(READ_VALUES, dtype);
}
