import { describe, expect, test } from 'vitest';
import { AppError } from '../../../server/base/index.ts';
import { BLOCK, createQuantised, dequantise, quantise } from '../../../server/graph/quantise.ts';
import { seededRandom } from '../../support/random.ts';

const random = seededRandom(7);

/** Blocks of very different sizes, as weights have them. */
function weights(blocks: number): Float32Array {
  const values = new Float32Array(blocks * BLOCK);
  for (let block = 0; block < blocks; block++) {
    const size = 10 ** (random() * 8 - 6);
    for (let index = 0; index < BLOCK; index++) values[block * BLOCK + index] = (random() - 0.5) * size;
  }
  return values;
}

describe.each([4, 8] as const)('%i bits', (bits) => {
  function roundTrip(values: Float32Array): Float32Array {
    const into = createQuantised(values.length, bits);
    quantise(values, bits, into);
    return dequantise(into, bits);
  }

  test('an error is at most one step of its block, half a step away from the edge', () => {
    const values = weights(500);
    const into = createQuantised(values.length, bits);
    quantise(values, bits, into);
    const back = dequantise(into, bits);
    for (let index = 0; index < values.length; index++) {
      const step = Math.abs(into.scales[Math.floor(index / BLOCK)] ?? 0);
      const error = Math.abs((back[index] ?? 0) - (values[index] ?? 0));
      expect(error).toBeLessThanOrEqual(step * (bits === 8 ? 0.501 : 1.001));
    }
  });

  test('what is on the grid is kept: quantising again changes nothing', () => {
    const once = roundTrip(weights(100));
    const twice = roundTrip(once);
    for (let index = 0; index < once.length; index++) {
      expect(twice[index]).toBeCloseTo(once[index] ?? Number.NaN, 5);
    }
  });

  test('zero stays zero, and so does a block of zeros', () => {
    const values = weights(2);
    values.fill(0, BLOCK);
    values[3] = 0;
    const back = roundTrip(values);
    expect(back[3] === 0).toBe(true);
    expect(back.subarray(BLOCK).every((value) => value === 0)).toBe(true);
  });

  test('parts written one after the other equal the whole', () => {
    const values = weights(6);
    const whole = createQuantised(values.length, bits);
    quantise(values, bits, whole);
    const parts = createQuantised(values.length, bits);
    quantise(values.subarray(2 * BLOCK), bits, parts, 2);
    quantise(values.subarray(0, 2 * BLOCK), bits, parts, 0);
    expect(parts).toEqual(whole);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%d is refused', (value) => {
    const values = weights(3);
    values[40] = value;
    expect(() => roundTrip(values)).toThrow(AppError);
  });
});

test('4 bits: the first of two values is in the low half of the byte', () => {
  const values = new Float32Array(BLOCK);
  values.set([-8, 1, 7, -3]);
  const into = createQuantised(BLOCK, 4);
  quantise(values, 4, into);
  expect(into.scales[0]).toBe(1);
  expect([...into.packed.subarray(0, 3)]).toEqual([0x90, 0x5f, 0x88]);
});
