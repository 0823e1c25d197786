import { invariant } from '../../base/index.ts';
import { bytesOf, type WeightSource } from '../../graph/index.ts';
import { float32ToBfloat16, float32ToFloat16 } from '../weights/encode-values.ts';

/** How the values of a file are stored; names as the format spells them. */
export type StoredType = 'F32' | 'F16' | 'BF16';

/** A file to be: its length, and its content one tensor at a time. Iterate once. */
export type FileContent = { bytes: number; chunks: Iterable<Uint8Array> };

const STORE: Record<StoredType, { bytes: number; encode(values: Float32Array): Uint8Array }> = {
  F32: { bytes: 4, encode: bytesOf },
  F16: { bytes: 2, encode: float32ToFloat16 },
  BF16: { bytes: 2, encode: float32ToBfloat16 },
};

/** The format wants the tensors to begin at a multiple of 8. */
const ALIGNMENT = 8;

/**
 * A safetensors file of all tensors of `weights`, in the order of their names. Equal tensors make equal bytes.
 * Source: the format description in the safetensors repository.
 */
export function encodeSafetensors(
  weights: Pick<WeightSource, 'names' | 'shape' | 'read'>,
  options: { type?: StoredType; metadata?: Record<string, string> } = {},
): FileContent {
  const { type = 'F32', metadata = { format: 'pt' } } = options;
  const names = weights.names().toSorted();
  const entries: [string, unknown][] = [['__metadata__', metadata]];
  let end = 0;
  for (const name of names) {
    const shape = weights.shape(name);
    const start = end;
    end += shape.reduce((product, size) => product * size, STORE[type].bytes);
    entries.push([name, { dtype: type, shape, data_offsets: [start, end] }]);
  }
  const head = header(Object.fromEntries(entries));
  return { bytes: head.length + end, chunks: content(head, weights, names, type) };
}

function* content(
  head: Uint8Array,
  weights: Pick<WeightSource, 'shape' | 'read'>,
  names: readonly string[],
  type: StoredType,
): Generator<Uint8Array> {
  yield head;
  for (const name of names) {
    const values = weights.read(name);
    const count = weights.shape(name).reduce((product, size) => product * size, 1);
    invariant(values.length === count, `The tensor ${name} has ${values.length} values, not ${count}.`);
    yield STORE[type].encode(values);
  }
}

function header(entries: Record<string, unknown>): Uint8Array {
  const json = Buffer.from(JSON.stringify(entries));
  const padded = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT;
  const bytes = Buffer.alloc(8 + padded, ' ');
  bytes.writeBigUInt64LE(BigInt(padded));
  json.copy(bytes, 8);
  return bytes;
}
