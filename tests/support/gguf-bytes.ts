export type GgufScalar =
  | { type: 'u32'; value: number }
  | { type: 'f32'; value: number }
  | { type: 'bool'; value: boolean }
  | { type: 'string'; value: string }
  | { type: 'strings'; value: readonly string[] }
  | { type: 'i32s'; value: readonly number[] };

export type GgufTensor = {
  name: string;
  /** Outermost first. */
  shape: readonly number[];
  typeNumber: number;
  data: Uint8Array;
  /** To lie about where it is. */
  offset?: number;
};

export type GgufParts = {
  metadata: Record<string, GgufScalar>;
  tensors: readonly GgufTensor[];
  alignment?: number;
};

/** Writes a small GGUF file, version 3; the opposite of the reader, for tests that need a file of their own. */
export function ggufBytes({ metadata, tensors, alignment = 32 }: GgufParts): Buffer {
  const header: Buffer[] = [
    Buffer.from('GGUF'),
    u32(3),
    u64(tensors.length),
    u64(Object.keys(metadata).length),
  ];
  for (const [key, scalar] of Object.entries(metadata)) header.push(text(key), value(scalar));
  let offset = 0;
  const body: Buffer[] = [];
  for (const tensor of tensors) {
    const dimensions = [...tensor.shape].reverse().map(u64);
    header.push(text(tensor.name), u32(tensor.shape.length), ...dimensions, u32(tensor.typeNumber));
    header.push(u64(tensor.offset ?? offset));
    const padded = padding(Buffer.from(tensor.data), alignment);
    body.push(padded);
    offset += padded.length;
  }
  return Buffer.concat([padding(Buffer.concat(header), alignment), ...body]);
}

export function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([u64(bytes.length), bytes]);
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

export function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function value(scalar: GgufScalar): Buffer {
  switch (scalar.type) {
    case 'u32':
      return Buffer.concat([u32(4), u32(scalar.value)]);
    case 'f32': {
      const bytes = Buffer.alloc(4);
      bytes.writeFloatLE(scalar.value);
      return Buffer.concat([u32(6), bytes]);
    }
    case 'bool':
      return Buffer.concat([u32(7), Buffer.from([scalar.value ? 1 : 0])]);
    case 'string':
      return Buffer.concat([u32(8), text(scalar.value)]);
    case 'strings':
      return Buffer.concat([u32(9), u32(8), u64(scalar.value.length), ...scalar.value.map(text)]);
    case 'i32s':
      return Buffer.concat([
        u32(9),
        u32(5),
        u64(scalar.value.length),
        Buffer.from(Int32Array.from(scalar.value).buffer),
      ]);
  }
}

function padding(bytes: Buffer, alignment: number): Buffer {
  const missing = Math.ceil(bytes.length / alignment) * alignment - bytes.length;
  return Buffer.concat([bytes, Buffer.alloc(missing)]);
}
