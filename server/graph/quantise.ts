import { AppError } from '../base/index.ts';

/** Values that share a scale, along a row: MatMulNBits's block size, and that of GGUF's simple types. */
export const BLOCK = 32;

export type Bits = 4 | 8;

/** `packed` and `scales` as MatMulNBits wants them: rows one after the other, blocks along a row. */
export type Quantised = { packed: Uint8Array; scales: Float32Array };

/** Room for `count` values, a multiple of 32. */
export function createQuantised(count: number, bits: Bits): Quantised {
  return { packed: new Uint8Array((count * bits) / 8), scales: new Float32Array(count / BLOCK) };
}

/**
 * Quantises rows in blocks of 32, `value = (q - zero) * scale` with zero in the middle of the range (128 or 8):
 * - 8 bits: `scale = largest magnitude / 127`;
 * - 4 bits: the value of largest magnitude, with its sign, becomes -8; two values share a byte, the first in the low half.
 *
 * `values.length` is a multiple of 32; the result goes into `into` from block `firstBlock` on.
 * @throws AppError `model_file_invalid` where a value is not a finite number
 */
export function quantise(values: Float32Array, bits: Bits, into: Quantised, firstBlock = 0): void {
  const quantiseBlock = QUANTISE_BLOCK[bits];
  const blockBytes = (BLOCK * bits) / 8;
  for (let block = 0; block < values.length / BLOCK; block++) {
    const from = block * BLOCK;
    const extreme = extremeOf(values, from);
    if (!Number.isFinite(extreme)) {
      throw new AppError('model_file_invalid', 'A weight is not a finite number. Fetch the model again.');
    }
    const at = firstBlock + block;
    into.scales[at] = quantiseBlock(values, from, extreme, into.packed, at * blockBytes);
  }
}

/** The values that a packed form stands for. */
export function dequantise({ packed, scales }: Quantised, bits: Bits): Float32Array {
  const level = bits === 8 ? level8 : level4;
  const values = new Float32Array((packed.length * 8) / bits);
  for (let index = 0; index < values.length; index++) {
    values[index] = level(packed, index) * (scales[Math.floor(index / BLOCK)] as number);
  }
  return values;
}

const QUANTISE_BLOCK: Record<
  Bits,
  (values: Float32Array, from: number, extreme: number, packed: Uint8Array, to: number) => number
> = { 4: quantiseBlock4, 8: quantiseBlock8 };

/** The value of largest magnitude; NaN where the block holds one. */
function extremeOf(values: Float32Array, from: number): number {
  let lowest = 0;
  let highest = 0;
  let sum = 0;
  for (let index = from; index < from + BLOCK; index++) {
    const value = values[index] as number;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
    sum += value;
  }
  if (Number.isNaN(sum)) return sum;
  return highest >= -lowest ? highest : lowest;
}

function quantiseBlock8(
  values: Float32Array,
  from: number,
  extreme: number,
  packed: Uint8Array,
  to: number,
): number {
  const scale = Math.fround(Math.abs(extreme) / 127);
  const inverse = scale === 0 ? 0 : 1 / scale;
  for (let index = 0; index < BLOCK; index++) {
    const level = ((values[from + index] as number) * inverse + 128.5) | 0;
    packed[to + index] = Math.min(level, 255);
  }
  return scale;
}

function quantiseBlock4(
  values: Float32Array,
  from: number,
  extreme: number,
  packed: Uint8Array,
  to: number,
): number {
  const scale = Math.fround(extreme / -8);
  const inverse = scale === 0 ? 0 : 1 / scale;
  for (let index = 0; index < BLOCK; index += 2) {
    const low = ((values[from + index] as number) * inverse + 8.5) | 0;
    const high = ((values[from + index + 1] as number) * inverse + 8.5) | 0;
    packed[to + index / 2] = Math.min(low, 15) | (Math.min(high, 15) << 4);
  }
  return scale;
}

function level8(packed: Uint8Array, index: number): number {
  return (packed[index] as number) - 128;
}

function level4(packed: Uint8Array, index: number): number {
  const byte = packed[index >> 1] as number;
  return (index % 2 === 0 ? byte & 15 : byte >> 4) - 8;
}
