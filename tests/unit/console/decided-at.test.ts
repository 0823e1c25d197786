import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  changedBetween,
  coverageOf,
  curveOf,
  decidedAt,
  isAnswered,
  riskOf,
} from '../../../widget/console/features/decision/decided-at.ts';

const item = (score: number, answerable: boolean, routed: string | null = null) => ({
  id: `${score} ${answerable}`,
  question: 'May I?',
  score,
  answerable,
  routed,
});
const ITEMS = [item(0.9, true), item(0.7, false), item(0.6, true), item(0.2, false), item(0, true, 'person')];

test('what a threshold declines, rightly and wrongly', () => {
  expect(decidedAt(ITEMS, 0.65)).toEqual({
    answerable: 3,
    declinedWrongly: 2,
    unanswerable: 2,
    declinedRightly: 1,
  });
  expect(coverageOf(decidedAt(ITEMS, 0.65))).toBe(0.4);
  expect(riskOf(decidedAt(ITEMS, 0.65))).toBe(0.5);
  expect(riskOf(decidedAt(ITEMS, 1))).toBeNull();
});

test('what is routed before any search is declined at every threshold', () => {
  expect(decidedAt(ITEMS, 0).declinedWrongly).toBe(1);
});

test('moving the slider names exactly the questions that change, the surest first', () => {
  const down = changedBetween(ITEMS, 0.65, 0.1);
  expect(down.answeredNow.map(({ score }) => score)).toEqual([0.6, 0.2]);
  expect(down.declinedNow).toEqual([]);
  expect(changedBetween(ITEMS, 0.1, 0.65).declinedNow).toEqual(down.answeredNow);
});

test('the curve never answers less as it goes on, and its last point answers all that reaches the search', () => {
  const items = fc.array(
    fc.record({ score: fc.double({ min: 0, max: 1, noNaN: true }), answerable: fc.boolean() }),
    { minLength: 1, maxLength: 40 },
  );
  fc.assert(
    fc.property(items, (rows) => {
      const all = rows.map(({ score, answerable }) => item(score, answerable));
      const curve = curveOf(all);
      const coverages = curve.map(({ coverage }) => coverage);
      expect(coverages).toEqual(coverages.toSorted((one, other) => one - other));
      expect(coverages.at(-1)).toBe(1);
      for (const { threshold, risk } of curve) {
        const answered = all.filter((one) => isAnswered(one, threshold));
        const wrong = answered.filter((one) => !one.answerable).length;
        expect(risk).toBe(answered.length === 0 ? null : wrong / answered.length);
      }
    }),
  );
});
