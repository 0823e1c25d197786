import { dotProduct } from '../../models/index.ts';

/** Dimensions after which nearly all vectors are known to be too far: a sixth of the default embedder's. */
const HEAD = 64;
/** More than rounding can add up to. */
const SLACK = 1e-4;

type Kept = { vector: Float32Array; tail: number };

/**
 * Vectors in the order in which they came, of which the near ones are found without a full product with each: what the
 * first dimensions leave open can be no more than the product of the rests' lengths (Cauchy and Schwarz), so that none is missed.
 */
export class NearVectors {
  readonly #kept: Kept[] = [];

  add(vector: Float32Array): void {
    this.#kept.push({ vector, tail: tailOf(vector) });
  }

  /** The inner product with the vector at a place. */
  product(vector: Float32Array, place: number): number {
    const kept = this.#kept[place];
    return kept === undefined ? 0 : dotProduct(vector, kept.vector);
  }

  /** Places, lowest first, of those whose inner product is `least` or more. */
  all(vector: Float32Array, least: number): number[] {
    const tail = tailOf(vector);
    const head = Math.min(HEAD, vector.length);
    const places: number[] = [];
    for (const [place, kept] of this.#kept.entries()) {
      let sum = 0;
      for (let index = 0; index < head; index += 1) sum += (vector[index] ?? 0) * (kept.vector[index] ?? 0);
      if (sum + tail * kept.tail < least - SLACK) continue;
      if (dotProduct(vector, kept.vector) >= least) places.push(place);
    }
    return places;
  }
}

/** Length of what stands behind the first dimensions. */
function tailOf(vector: Float32Array): number {
  return Math.hypot(...vector.subarray(HEAD));
}
