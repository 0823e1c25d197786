import { expect, test } from 'vitest';
import { batches } from '../../../widget/console/parts/uploads/uploads.ts';

const MB = 1024 * 1024;

function files(...megabytes: number[]): File[] {
  return megabytes.map((size, index) => {
    const file = new File([], `${index}.pdf`);
    Object.defineProperty(file, 'size', { value: size * MB });
    return file;
  });
}

const sizesOf = (all: File[][]) => all.map((batch) => batch.map(({ size }) => size / MB));

test('files travel in their order, few enough and small enough for one request', () => {
  expect(sizesOf(batches(files(10, 10, 10, 1)))).toEqual([
    [10, 10],
    [10, 1],
  ]);
  expect(batches(files(...Array<number>(25).fill(0))).map((batch) => batch.length)).toEqual([10, 10, 5]);
});

test('a file above the limit travels alone, so that its refusal costs no other file', () => {
  expect(sizesOf(batches(files(1, 40, 1)))).toEqual([[1], [40], [1]]);
  expect(batches([])).toEqual([]);
});
