import { bfloat16ToFloat32, float16ToFloat32, halfValues } from '../weights/half.ts';

/** How one tensor type of GGUF is stored: blocks of `elements` values in `bytes` bytes. */
export type BlockType = {
  name: string;
  elements: number;
  bytes: number;
  /** `bytes.length / bytes * elements` values. Assumes whole blocks on a little-endian machine. */
  dequantise(bytes: Uint8Array<ArrayBuffer>): Float32Array;
};

/** By the type number of the file format (`ggml_type`). Layouts as in ggml's reference dequantisers. */
export const BLOCK_TYPES: ReadonlyMap<number, BlockType> = new Map<number, BlockType>([
  [
    0,
    {
      name: 'F32',
      elements: 1,
      bytes: 4,
      dequantise: (bytes) => new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4),
    },
  ],
  [1, { name: 'F16', elements: 1, bytes: 2, dequantise: float16ToFloat32 }],
  [2, { name: 'Q4_0', elements: 32, bytes: 18, dequantise: dequantiseQ4Zero }],
  [3, { name: 'Q4_1', elements: 32, bytes: 20, dequantise: dequantiseQ4One }],
  [8, { name: 'Q8_0', elements: 32, bytes: 34, dequantise: dequantiseQ8Zero }],
  [12, { name: 'Q4_K', elements: 256, bytes: 144, dequantise: dequantiseQ4K }],
  [14, { name: 'Q6_K', elements: 256, bytes: 210, dequantise: dequantiseQ6K }],
  [30, { name: 'BF16', elements: 1, bytes: 2, dequantise: bfloat16ToFloat32 }],
]);

/** `[scale f16][32 x int8]`: value = scale * q. */
function dequantiseQ8Zero(bytes: Uint8Array<ArrayBuffer>): Float32Array {
  return eachBlock(bytes, 34, 32, (view, start, out, first) => {
    const scale = half(view, start);
    for (let index = 0; index < 32; index += 1) out[first + index] = scale * view.getInt8(start + 2 + index);
  });
}

/** `[scale f16][16 bytes]`: low nibbles are values 0-15, high nibbles 16-31; value = scale * (q - 8). */
function dequantiseQ4Zero(bytes: Uint8Array<ArrayBuffer>): Float32Array {
  return eachBlock(bytes, 18, 32, (view, start, out, first) => {
    const scale = half(view, start);
    for (let index = 0; index < 16; index += 1) {
      const pair = view.getUint8(start + 2 + index);
      out[first + index] = scale * ((pair & 15) - 8);
      out[first + index + 16] = scale * ((pair >> 4) - 8);
    }
  });
}

/** `[scale f16][minimum f16][16 bytes]`: nibbles as in Q4_0; value = scale * q + minimum. */
function dequantiseQ4One(bytes: Uint8Array<ArrayBuffer>): Float32Array {
  return eachBlock(bytes, 20, 32, (view, start, out, first) => {
    const scale = half(view, start);
    const minimum = half(view, start + 2);
    for (let index = 0; index < 16; index += 1) {
      const pair = view.getUint8(start + 4 + index);
      out[first + index] = scale * (pair & 15) + minimum;
      out[first + index + 16] = scale * (pair >> 4) + minimum;
    }
  });
}

/**
 * `[scale f16][minimum f16][12 bytes: 8 six-bit scales and minimums][128 bytes]`, 8 groups of 32;
 * value = scale * groupScale * q - minimum * groupMinimum. Groups 2n and 2n+1 share 32 bytes: low and high nibbles.
 */
function dequantiseQ4K(bytes: Uint8Array<ArrayBuffer>): Float32Array {
  return eachBlock(bytes, 144, 256, (view, start, out, first) => {
    const scale = half(view, start);
    const minimum = half(view, start + 2);
    for (let group = 0; group < 8; group += 1) {
      const groupScale = scale * sixBitScale(view, start + 4, group);
      const groupMinimum = minimum * sixBitMinimum(view, start + 4, group);
      const nibbles = start + 16 + (group >> 1) * 32;
      const shift = (group & 1) * 4;
      for (let index = 0; index < 32; index += 1) {
        const quantised = (view.getUint8(nibbles + index) >> shift) & 15;
        out[first + group * 32 + index] = groupScale * quantised - groupMinimum;
      }
    }
  });
}

/** Groups 0-3: the low six bits of bytes 0-3. Groups 4-7: a nibble of bytes 8-11, two high bits of bytes 0-3. */
function sixBitScale(view: DataView, start: number, group: number): number {
  if (group < 4) return view.getUint8(start + group) & 63;
  return (view.getUint8(start + 4 + group) & 15) | ((view.getUint8(start + group - 4) >> 6) << 4);
}

function sixBitMinimum(view: DataView, start: number, group: number): number {
  if (group < 4) return view.getUint8(start + 4 + group) & 63;
  return (view.getUint8(start + 4 + group) >> 4) | ((view.getUint8(start + group) >> 6) << 4);
}

/**
 * `[128 bytes: low nibbles][64 bytes: high bit pairs][16 x int8 scales][scale f16]`, two halves of 128 values, each
 * of four runs of 32; value = scale * groupScale * (q - 32), a group being 16 values.
 */
function dequantiseQ6K(bytes: Uint8Array<ArrayBuffer>): Float32Array {
  return eachBlock(bytes, 210, 256, (view, start, out, first) => {
    const scale = half(view, start + 208);
    for (let position = 0; position < 256; position += 1) {
      const side = position >> 7;
      const run = (position >> 5) & 3;
      const index = position & 31;
      const low = view.getUint8(start + side * 64 + (run & 1) * 32 + index) >> ((run >> 1) * 4);
      const high = view.getUint8(start + 128 + side * 32 + index) >> (run * 2);
      const quantised = (low & 15) | ((high & 3) << 4);
      const groupScale = scale * view.getInt8(start + 192 + (position >> 4));
      out[first + position] = groupScale * (quantised - 32);
    }
  });
}

function eachBlock(
  bytes: Uint8Array<ArrayBuffer>,
  blockBytes: number,
  elements: number,
  dequantise: (view: DataView, start: number, out: Float32Array, first: number) => void,
): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const blocks = bytes.length / blockBytes;
  const out = new Float32Array(blocks * elements);
  for (let block = 0; block < blocks; block += 1) dequantise(view, block * blockBytes, out, block * elements);
  return out;
}

function half(view: DataView, offset: number): number {
  return halfValues()[view.getUint16(offset, true)] ?? 0;
}
