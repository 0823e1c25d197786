import { bytesOf } from '../../graph/index.ts';
import { float32ToFloat16 } from '../weights/encode-values.ts';

export type WrittenType = 'F32' | 'F16' | 'Q8_0';

/** By name: the type number of the file format, and how `elements` values become `bytes` bytes. */
export const ENCODINGS: Record<
  WrittenType,
  { number: number; elements: number; bytes: number; encode(values: Float32Array): Uint8Array }
> = {
  F32: { number: 0, elements: 1, bytes: 4, encode: bytesOf },
  F16: { number: 1, elements: 1, bytes: 2, encode: float32ToFloat16 },
  Q8_0: { number: 8, elements: 32, bytes: 34, encode: encodeQ8Zero },
};

/** `[scale f16][32 x int8]`, the scale being the largest magnitude / 127; as ggml's reference quantiser. */
function encodeQ8Zero(values: Float32Array): Uint8Array {
  const blocks = values.length / 32;
  const scales = new Float32Array(blocks);
  for (let block = 0; block < blocks; block += 1) {
    let largest = 0;
    for (let index = block * 32; index < block * 32 + 32; index += 1) {
      largest = Math.max(largest, Math.abs(values[index] as number));
    }
    scales[block] = largest / 127;
  }
  const halves = float32ToFloat16(scales);
  const out = new Uint8Array(blocks * 34);
  for (let block = 0; block < blocks; block += 1) {
    out.set(halves.subarray(block * 2, block * 2 + 2), block * 34);
    const scale = scales[block] as number;
    const inverse = scale === 0 ? 0 : 1 / scale;
    for (let index = 0; index < 32; index += 1) {
      const level = (values[block * 32 + index] as number) * inverse;
      out[block * 34 + 2 + index] = Math.sign(level) * Math.round(Math.abs(level));
    }
  }
  return out;
}
