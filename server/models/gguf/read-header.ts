import { type ByteSource, invalidFile } from '../weights/byte-source.ts';
import { BLOCK_TYPES, type BlockType } from './block-types.ts';
import { type Cursor, createCursor } from './cursor.ts';
import {
  MAX_ALIGNMENT,
  MAX_ARRAY_ELEMENTS,
  MAX_DIMENSIONS,
  MAX_ELEMENTS,
  MAX_METADATA_ENTRIES,
  MAX_TENSORS,
} from './limits.ts';

export type MetadataValue = number | boolean | string | readonly (number | boolean | string)[];
export type Metadata = ReadonlyMap<string, MetadataValue>;

export type TensorEntry = {
  name: string;
  /** Outermost first, as everywhere but in the file. */
  shape: readonly number[];
  elements: number;
  type: BlockType;
  /** From the start of the file. */
  offset: number;
  bytes: number;
};

export type GgufHeader = { version: number; metadata: Metadata; tensors: ReadonlyMap<string, TensorEntry> };

const MAGIC = 0x46_55_47_47; // "GGUF", little-endian
const STRING = 8;
const ARRAY = 9;
const DEFAULT_ALIGNMENT = 32;

/** By the value type number of the file format. */
const READ_SCALAR: Record<number, (cursor: Cursor) => number | boolean | string> = {
  0: (cursor) => cursor.uint(1),
  1: (cursor) => cursor.int(1),
  2: (cursor) => cursor.uint(2),
  3: (cursor) => cursor.int(2),
  4: (cursor) => cursor.uint(4),
  5: (cursor) => cursor.int(4),
  6: (cursor) => cursor.float32(),
  7: (cursor) => cursor.bool(),
  [STRING]: (cursor) => cursor.string('a text'),
  10: (cursor) => cursor.count('a 64-bit value'),
  11: (cursor) => cursor.int64(),
  12: (cursor) => cursor.float64(),
};

/**
 * Reads and checks everything but the weights: afterwards each tensor is known to lie inside the file, apart from
 * the others. Source: the GGUF specification in the ggml repository, versions 2 and 3.
 * @throws AppError `model_file_invalid`
 */
export function readGgufHeader(source: ByteSource): GgufHeader {
  const cursor = createCursor(source);
  if (source.size < 24 || cursor.uint(4) !== MAGIC) throw invalidFile(source.name, 'it is not a GGUF file');
  const version = cursor.uint(4);
  if (version !== 2 && version !== 3) {
    throw invalidFile(source.name, `it has GGUF version ${version}, and only versions 2 and 3 are known`);
  }
  const tensorCount = limited(source, cursor.count('the number of tensors'), MAX_TENSORS, 'tensors');
  const entryCount = limited(
    source,
    cursor.count('the number of entries'),
    MAX_METADATA_ENTRIES,
    'metadata entries',
  );
  const metadata = readMetadata(source, cursor, entryCount);
  const alignment = alignmentOf(source, metadata);
  const tensors = Array.from({ length: tensorCount }, () => readTensorEntry(source, cursor));
  const dataStart = Math.ceil(cursor.position() / alignment) * alignment;
  return { version, metadata, tensors: placed(source, tensors, dataStart, alignment) };
}

function readMetadata(source: ByteSource, cursor: Cursor, count: number): Metadata {
  const metadata = new Map<string, MetadataValue>();
  for (let index = 0; index < count; index += 1) {
    const key = cursor.string('a metadata key');
    if (metadata.has(key)) throw invalidFile(source.name, `it has the metadata key "${key}" twice`);
    metadata.set(key, readValue(source, cursor, key));
  }
  return metadata;
}

function readValue(source: ByteSource, cursor: Cursor, key: string): MetadataValue {
  const type = cursor.uint(4);
  if (type !== ARRAY) return scalarReader(source, key, type)(cursor);
  const readElement = scalarReader(source, key, cursor.uint(4));
  const length = limited(
    source,
    cursor.count(`the length of "${key}"`),
    MAX_ARRAY_ELEMENTS,
    `elements in "${key}"`,
  );
  const values: (number | boolean | string)[] = [];
  for (let index = 0; index < length; index += 1) values.push(readElement(cursor));
  return values;
}

/** Arrays of arrays are refused here too: no known model has one. */
function scalarReader(
  source: ByteSource,
  key: string,
  type: number,
): (cursor: Cursor) => number | boolean | string {
  const read = READ_SCALAR[type];
  if (!read) throw invalidFile(source.name, `the metadata "${key}" has the unknown type ${type}`);
  return read;
}

function readTensorEntry(source: ByteSource, cursor: Cursor): TensorEntry {
  const name = cursor.string('a tensor name');
  const dimensions = limited(source, cursor.uint(4), MAX_DIMENSIONS, `dimensions in "${name}"`);
  const shape = Array.from({ length: dimensions }, () => cursor.count(`a dimension of "${name}"`)).reverse();
  const elements = shape.reduce((product, size) => product * size, 1);
  if (elements < 1) throw invalidFile(source.name, `the tensor "${name}" is empty`);
  limited(source, elements, MAX_ELEMENTS, `values in "${name}"`);
  const typeNumber = cursor.uint(4);
  const type = BLOCK_TYPES.get(typeNumber);
  if (!type) {
    const known = [...BLOCK_TYPES.values()].map((known) => known.name).join(', ');
    throw invalidFile(
      source.name,
      `the tensor "${name}" has the quantisation type ${typeNumber}; readable are ${known}`,
    );
  }
  if ((shape.at(-1) ?? 1) % type.elements !== 0) {
    throw invalidFile(
      source.name,
      `a row of the tensor "${name}" is not a whole number of ${type.name} blocks`,
    );
  }
  const offset = cursor.count(`the offset of "${name}"`);
  return { name, shape, elements, type, offset, bytes: (elements / type.elements) * type.bytes };
}

function placed(
  source: ByteSource,
  entries: readonly TensorEntry[],
  dataStart: number,
  alignment: number,
): Map<string, TensorEntry> {
  const tensors = new Map<string, TensorEntry>();
  let end = 0;
  for (const entry of [...entries].sort((a, b) => a.offset - b.offset)) {
    const { name, offset, bytes } = entry;
    if (tensors.has(name)) throw invalidFile(source.name, `it has the tensor "${name}" twice`);
    if (offset % alignment !== 0) {
      throw invalidFile(
        source.name,
        `the tensor "${name}" does not start at a multiple of ${alignment} bytes`,
      );
    }
    if (offset < end) throw invalidFile(source.name, `the tensor "${name}" overlaps the one before it`);
    end = offset + bytes;
    if (dataStart + end > source.size) {
      throw invalidFile(
        source.name,
        `the tensor "${name}" ends after the end of the file; the file is cut short`,
      );
    }
    tensors.set(name, { ...entry, offset: dataStart + offset });
  }
  return tensors;
}

function alignmentOf(source: ByteSource, metadata: Metadata): number {
  const alignment = metadata.get('general.alignment') ?? DEFAULT_ALIGNMENT;
  const isPowerOfTwo =
    typeof alignment === 'number' && alignment > 0 && Number.isInteger(Math.log2(alignment));
  if (!isPowerOfTwo || alignment > MAX_ALIGNMENT) {
    throw invalidFile(
      source.name,
      `its alignment is "${String(alignment).slice(0, 40)}", not a small power of two`,
    );
  }
  return alignment;
}

function limited(source: ByteSource, count: number, maximum: number, what: string): number {
  if (count > maximum) {
    throw invalidFile(source.name, `it announces ${count} ${what}, more than the ${maximum} allowed`);
  }
  return count;
}
