/** The Euclidean norm, summed in double precision. */
export function normOf(values: Float32Array): number {
  let squares = 0;
  for (let index = 0; index < values.length; index++) squares += (values[index] as number) ** 2;
  return Math.sqrt(squares);
}

/**
 * Shortens a gradient to `maxNorm` where it is longer, in place, all tensors together. Gives the norm before.
 * As PyTorch's `clip_grad_norm_`, which divides by the norm plus 1e-6.
 */
export function clipNorm(gradient: Float32Array, maxNorm: number): number {
  const norm = normOf(gradient);
  const factor = maxNorm / (norm + 1e-6);
  if (factor < 1) scaleInPlace(gradient, factor);
  return norm;
}

function scaleInPlace(values: Float32Array, factor: number): void {
  for (let index = 0; index < values.length; index++) values[index] = (values[index] as number) * factor;
}
