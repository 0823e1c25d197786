/** What AdamW remembers of a vector of parameters: running means of its gradient and of the gradient's square. */
export type Moments = { first: Float32Array; second: Float32Array };

export type AdamWOptions = {
  learningRate: number;
  weightDecay: number;
  /** Steps done, this one included: from 1. */
  step: number;
};

const BETA_FIRST = 0.9;
const BETA_SECOND = 0.999;
const EPSILON = 1e-8;

export function createMoments(size: number): Moments {
  return { first: new Float32Array(size), second: new Float32Array(size) };
}

/**
 * One step of AdamW in place, decay decoupled from the gradient, moments corrected for their start at zero:
 * `p ← p (1 - η λ)`, `m ← β₁ m + (1 - β₁) g`, `v ← β₂ v + (1 - β₂) g²`,
 * `p ← p - η / (1 - β₁ᵗ) · m / (√v / √(1 - β₂ᵗ) + ε)`; β₁ 0.9, β₂ 0.999, ε 1e-8, as PyTorch's `AdamW`.
 * Source: Loshchilov and Hutter, "Decoupled Weight Decay Regularization", algorithm 2.
 */
export function adamWStep(
  parameters: Float32Array,
  gradient: Float32Array,
  { first, second }: Moments,
  { learningRate, weightDecay, step }: AdamWOptions,
): void {
  const kept = 1 - learningRate * weightDecay;
  const stride = learningRate / (1 - BETA_FIRST ** step);
  const correction = 1 / Math.sqrt(1 - BETA_SECOND ** step);
  for (let index = 0; index < parameters.length; index++) {
    const slope = gradient[index] as number;
    const mean = BETA_FIRST * (first[index] as number) + (1 - BETA_FIRST) * slope;
    const square = BETA_SECOND * (second[index] as number) + (1 - BETA_SECOND) * slope * slope;
    first[index] = mean;
    second[index] = square;
    const move = (stride * mean) / (Math.sqrt(square) * correction + EPSILON);
    parameters[index] = (parameters[index] as number) * kept - move;
  }
}
