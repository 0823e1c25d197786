import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Contrast, contrastLoss } from '../../../server/tuning/training/contrast-loss.ts';

const NUDGE = 1e-5;
const WIDTH = 4;
const TEXTS = 6;
/** Two questions share the lines; the second has one wrong line more. */
const CONTRASTS: Contrast[] = [
  { question: 0, right: 1, wrong: [2, 4] },
  { question: 3, right: 4, wrong: [1, 2, 5] },
];

const unitVector = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: WIDTH, maxLength: WIDTH })
  .filter((values) => Math.hypot(...values) > 0.1)
  .map((values) => Float64Array.from(values, (value) => value / Math.hypot(...values)));

describe('the loss of contrasts', () => {
  test('has the gradient of finite differences for every entry of every vector', () => {
    fc.assert(
      fc.property(
        fc.array(unitVector, { minLength: TEXTS, maxLength: TEXTS }),
        fc.double({ min: 0.5, max: 20, noNaN: true }),
        (vectors, scale) => {
          const { gradients } = contrastLoss(vectors, CONTRASTS, scale);
          for (const [text, vector] of vectors.entries()) {
            for (const [entry, value] of vector.entries()) {
              const lossAt = (by: number) => {
                const moved = vectors.map((one) => one.slice());
                moved[text]?.fill(value + by, entry, entry + 1);
                return contrastLoss(moved, CONTRASTS, scale).loss;
              };
              const slope = (lossAt(NUDGE) - lossAt(-NUDGE)) / (2 * NUDGE);
              expect(gradients[text]?.[entry]).toBeCloseTo(slope, 4);
            }
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  test('is the cross entropy of the right line, and a text that no question is asked with has no gradient', () => {
    const vectors = [
      [1, 0],
      [1, 0],
      [0, 1],
      [0, 1],
    ];
    const { loss, margin, gradients } = contrastLoss(vectors, [{ question: 0, right: 1, wrong: [2] }], 3);
    expect(loss).toBeCloseTo(Math.log(1 + Math.exp(-3)), 10);
    expect(margin).toBe(1);
    expect(gradients[3]).toEqual(new Float32Array(2));
  });

  test('is zero where nothing is wrong, and a number however far apart all is', () => {
    expect(contrastLoss([[1], [1]], [{ question: 0, right: 1, wrong: [] }], 20)).toMatchObject({
      loss: 0,
      margin: 0,
    });
    const { loss } = contrastLoss([[1], [-1], [1]], [{ question: 0, right: 1, wrong: [2] }], 1e4);
    expect(loss).toBeCloseTo(2e4, 6);
  });
});
