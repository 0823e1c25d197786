import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pairedDifference } from '../../../../server/tuning/evaluation/paired-difference.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const pairs = fc.array(fc.record({ candidate: share, other: share }), { minLength: 1, maxLength: 40 });
const quick = { resamples: 100 };
const swapped = (items: readonly { candidate: number; other: number }[]) =>
  items.map(({ candidate, other }) => ({ candidate: other, other: candidate }));

test('the mean difference lies in its interval, and every question is counted once', () => {
  fc.assert(
    fc.property(pairs, (items) => {
      const { estimate, ahead, behind, level } = pairedDifference(items, { resamples: 400 });
      expect(ahead + behind + level).toBe(items.length);
      expect(estimate?.low).toBeLessThanOrEqual((estimate?.high ?? 0) + 1e-12);
      expect(estimate?.low).toBeGreaterThanOrEqual(-1);
      expect(estimate?.high).toBeLessThanOrEqual(1);
    }),
    { numRuns: 50 },
  );
});

test('the same pairs give the same interval; sides swapped turn the sign', () => {
  fc.assert(
    fc.property(pairs, (items) => {
      const forth = pairedDifference(items, quick);
      expect(pairedDifference(items, quick)).toEqual(forth);
      const back = pairedDifference(swapped(items), quick);
      expect(back.estimate?.value).toBeCloseTo(-(forth.estimate?.value ?? 0), 10);
      expect(back.estimate?.low).toBeCloseTo(-(forth.estimate?.high ?? 0), 10);
      expect([back.ahead, back.behind]).toEqual([forth.behind, forth.ahead]);
    }),
    { numRuns: 50 },
  );
});

test('a constant lead has an interval without width, whatever the questions', () => {
  fc.assert(
    fc.property(fc.array(share, { minLength: 1, maxLength: 40 }), (others) => {
      const items = others.map((other) => ({ candidate: other + 0.25, other }));
      const { estimate } = pairedDifference(items, quick);
      for (const bound of [estimate?.value, estimate?.low, estimate?.high])
        expect(bound).toBeCloseTo(0.25, 10);
    }),
    { numRuns: 50 },
  );
});

test('over simulated data sets the 95 % interval holds the truth about as often as it says', () => {
  const truth = 0.1;
  let held = 0;
  const trials = 200;
  for (let trial = 0; trial < trials; trial += 1) {
    const items = Array.from({ length: 60 }, (_, index) => ({
      candidate: truth + Math.sin(trial * 977 + index * index * 13 + index) * 0.3,
      other: 0,
    }));
    const { estimate } = pairedDifference(items, { resamples: 200, seed: trial });
    if (estimate !== null && estimate.low <= truth && truth <= estimate.high) held += 1;
  }
  expect(held / trials).toBeGreaterThan(0.88);
});

test('without pairs there is nothing to tell', () => {
  expect(pairedDifference([]).estimate).toBeNull();
});
