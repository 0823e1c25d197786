import { AppError } from '../../base/index.ts';
import { bytesOf } from '../../graph/index.ts';

/** IEEE 754 binary16, rounded to the nearest. @throws AppError `model_file_invalid` where a value is too large for it */
export function float32ToFloat16(values: Float32Array): Uint8Array {
  const halves = new Float16Array(values);
  if (halves.every(Number.isFinite)) return bytesOf(halves);
  throw new AppError(
    'model_file_invalid',
    'A weight of the model is too large for 16-bit floats, or not a number. Export it with 32 bits.',
  );
}

/** bfloat16, the upper half of a float32, rounded to the nearest even. */
export function float32ToBfloat16(values: Float32Array): Uint8Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const halves = new Uint16Array(bits.length);
  for (let index = 0; index < bits.length; index += 1) {
    const word = bits[index] as number;
    halves[index] = (word + 0x7fff + ((word >>> 16) & 1)) >>> 16;
  }
  return bytesOf(halves);
}
