/**
 * Sentence vectors as sentence-transformers makes them: the mean of the token vectors where `mask` is 1, then unit length.
 * `hidden` is `[rows, columns, width]`, `mask` `[rows, columns]`, the result `[rows, width]`, all row-major.
 */
export function meanPool(
  hidden: Float32Array,
  mask: BigInt64Array,
  { rows, columns, width }: { rows: number; columns: number; width: number },
): Float32Array {
  const vectors = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const vector = vectors.subarray(row * width, (row + 1) * width);
    for (let column = 0; column < columns; column++) {
      if (mask[row * columns + column] !== 1n) continue;
      const token = hidden.subarray((row * columns + column) * width);
      for (let at = 0; at < width; at++) vector[at] = (vector[at] ?? 0) + (token[at] ?? 0);
    }
    normalise(vector);
  }
  return vectors;
}

/** The mean's divisor falls away here. An all-zero vector stays as it is. */
function normalise(vector: Float32Array): void {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const scale = squares === 0 ? 0 : 1 / Math.sqrt(squares);
  for (const [at, value] of vector.entries()) vector[at] = value * scale;
}
