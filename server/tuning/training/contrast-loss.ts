import { invariant } from '../../base/index.ts';

/** Of a step's vectors: a question, the line that answers it, and those that do not, by their places. */
export type Contrast = { question: number; right: number; wrong: readonly number[] };

export type ContrastLoss = {
  /** Mean over the questions. */
  loss: number;
  /** By how much the right line's cosine exceeds the highest of a wrong one; mean over the questions that have wrong ones, 0 without any. */
  margin: number;
  /** Of the loss, for each vector. */
  gradients: Float32Array[];
};

/**
 * Cross entropy of each question's right line under `softmax(scale * cosines)` over it and the wrong ones (InfoNCE, van den Oord
 * et al. 2018). With the probabilities p, `d loss / d cosine(line) = scale (p(line) - [line is right]) / questions`.
 *
 * @param vectors of unit length, so that a cosine is a product; taken as free variables
 */
export function contrastLoss(
  vectors: readonly ArrayLike<number>[],
  contrasts: readonly Contrast[],
  scale: number,
): ContrastLoss {
  const gradients = vectors.map(({ length }) => new Float64Array(length));
  const margins: number[] = [];
  let loss = 0;
  for (const { question, right, wrong } of contrasts) {
    const lines = [right, ...wrong];
    const cosines = lines.map((line) => product(at(vectors, question), at(vectors, line)));
    const highest = Math.max(...cosines);
    const shares = cosines.map((cosine) => Math.exp(scale * (cosine - highest)));
    const total = sum(shares);
    const [cosine = Number.NaN, ...wrongCosines] = cosines;
    loss += Math.log(total) - scale * (cosine - highest);
    if (wrong.length > 0) margins.push(cosine - Math.max(...wrongCosines));
    for (const [place, line] of lines.entries()) {
      const pull = (scale * ((shares[place] ?? 0) / total - (place === 0 ? 1 : 0))) / contrasts.length;
      addScaled(at(gradients, question), at(vectors, line), pull);
      addScaled(at(gradients, line), at(vectors, question), pull);
    }
  }
  return {
    loss: loss / contrasts.length,
    margin: sum(margins) / Math.max(1, margins.length),
    gradients: gradients.map((gradient) => Float32Array.from(gradient)),
  };
}

function at<T>(list: readonly T[], place: number): T {
  const found = list[place];
  invariant(found, 'A contrast names vectors that there are.');
  return found;
}

function product(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let total = 0;
  for (let index = 0; index < one.length; index++) total += (one[index] ?? 0) * (other[index] ?? 0);
  return total;
}

function addScaled(into: Float64Array, from: ArrayLike<number>, by: number): void {
  for (let index = 0; index < into.length; index++)
    into[index] = (into[index] ?? 0) + by * (from[index] ?? 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
