import { expect, test } from 'vitest';
import { states } from '../../../../server/tuning/evaluation/answer-item.ts';
import {
  atCoverage,
  auroc,
  calibrationError,
  correctAt,
  falseRefusalRate,
  refusalRecall,
  reliability,
  riskCoverage,
} from '../../../../server/tuning/evaluation/decision-metrics.ts';
import { estimate, mean, quantile } from '../../../../server/tuning/evaluation/estimate.ts';
import { hitAt, recallAt, reciprocalRankAt } from '../../../../server/tuning/evaluation/retrieval-metrics.ts';
import { chrF, rougeL, tokenF1 } from '../../../../server/tuning/evaluation/text-metrics.ts';
import golden from '../../../fixtures/text-metrics.json' with { type: 'json' };

test('recall counts gold in the top k against what could fit', () => {
  const ranking = { found: ['a', 'x', 'b', 'y', 'c'], gold: ['a', 'b', 'c', 'd'] };
  expect(recallAt(ranking, 1)).toBe(1);
  expect(recallAt(ranking, 2)).toBe(0.5);
  expect(recallAt(ranking, 5)).toBe(0.75);
  expect(recallAt({ found: ['x'], gold: ['a'] }, 5)).toBe(0);
});

test('hit and reciprocal rank look at the first gold document alone', () => {
  const ranking = { found: ['x', 'y', 'b', 'a'], gold: ['a', 'b'] };
  expect(hitAt(ranking, 2)).toBe(0);
  expect(hitAt(ranking, 3)).toBe(1);
  expect(reciprocalRankAt(ranking, 10)).toBeCloseTo(1 / 3);
  expect(reciprocalRankAt(ranking, 2)).toBe(0);
});

/** Made by tests/fixtures/make-text-metrics.py with rouge_score (no stemmer) and sacrebleu. */
test.each(golden)('ROUGE-L and chrF are those of the usual packages: $candidate', (row) => {
  expect(rougeL(row.candidate, row.reference)).toBeCloseTo(row.rougeL, 10);
  expect(chrF(row.candidate, row.reference)).toBeCloseTo(row.chrF, 10);
});

test('ROUGE-L is F1 over the longest common subsequence', () => {
  // candidate 6 words, reference 6 words, subsequence "the cat on the mat" of 5
  expect(rougeL('The cat sat on the mat.', 'the cat is on the mat')).toBeCloseTo(5 / 6);
  // candidate 2, reference 4, subsequence 1: P 1/2, R 1/4
  expect(rougeL('b x', 'a b c d')).toBeCloseTo(1 / 3);
  expect(rougeL('', 'a')).toBe(0);
});

test.each([
  ['Возврат занимает 30 дней.', 'Возврат занимает 30 дней', 1],
  // Of four words each only the number is the same.
  ['Доставка стоит 30 рублей.', 'Возврат занимает 30 дней', 1 / 4],
  ['退货需要30天', '退货需要30天', 1],
  ['我们不卖鞋', '退货需要30天', 0],
  // As the package has it: what is no plain Latin letter parts words.
  ['für', 'f r', 1],
])('ROUGE-L tells answers of other scripts apart: %j against %j', (candidate, reference, expected) => {
  expect(rougeL(candidate, reference)).toBeCloseTo(expected);
});

test.each([
  ['It costs £5.', '£5', true],
  ['It costs £50.', '£5', false],
  ['It costs £5.50.', '£5', false],
  ['It costs £5.00.', '£5', true],
  ['It costs £5, and £50 with delivery.', '£5', true],
  ['It costs £50, and £5 without delivery.', '£5', true],
  ['We hold 1,000 of them.', '1', false],
  ['Within 15 days.', '5 days', false],
  ['Within 1.5 days.', '5 days', false],
  ['Within 5 days.', '5 days', true],
  ['We open at 10:30.', '10', true],
  ['Refunds take 5 days.', 'Refund', true],
])('%j, asked for the fact %j', (answer, fact, expected) => {
  expect(states(answer, fact)).toBe(expected);
});

test.each([
  ['cat', 'cat', 100],
  ['abcd', 'abce', 47.91666666666667],
  ['the cat sat on the mat', 'the cat is on the mat', 64.5779420625287],
  [
    'You can return items within 60 days.',
    'Items may be returned within 60 days of delivery.',
    41.57992872066155,
  ],
  ['ab', 'abcdefgh', 23.404255319148938],
  ['ab', 'xy', 0],
])('chrF of %j against %j is what sacrebleu 2.6 gives', (candidate, reference, expected) => {
  expect(chrF(candidate, reference) * 100).toBeCloseTo(expected, 9);
});

test('token F1 drops articles, case and punctuation, and counts repeats', () => {
  // {refund, is, 5, days} against {refund, takes, 5, days}: 3 shared of 4 and 4
  expect(tokenF1('The refund is 5 days!', 'A refund takes 5 days')).toBeCloseTo(0.75);
  // {no, no} against {no}: 1 shared of 2 and 1
  expect(tokenF1('no no', 'No.')).toBeCloseTo(2 / 3);
  expect(tokenF1('the', '')).toBe(1);
});

const DECIDED = [
  { answerable: true, score: 0.9, refused: false },
  { answerable: true, score: 0.6, refused: false },
  { answerable: true, score: 0.3, refused: true },
  { answerable: false, score: 0.6, refused: false },
  { answerable: false, score: 0.1, refused: true },
];

test('AUROC counts ordered pairs, ties half', () => {
  // pairs won: 0.9 beats both, 0.6 ties one and beats one, 0.3 beats one: 4.5 of 6
  expect(auroc(DECIDED)).toBeCloseTo(4.5 / 6);
  expect(auroc(DECIDED.filter((item) => item.answerable))).toBeNaN();
});

test('refusals are counted among those they belong to', () => {
  expect(refusalRecall(DECIDED)).toBe(0.5);
  expect(falseRefusalRate(DECIDED)).toBeCloseTo(1 / 3);
});

test('at a fixed coverage the best scores are answered', () => {
  expect(atCoverage(DECIDED, 0.4).map((item) => item.refused)).toEqual([false, false, true, true, true]);
  expect(riskCoverage(DECIDED, [0.6])).toEqual([
    { coverage: 0.6, threshold: 0.6, risk: 1 / 3, falseRefusalRate: 1 / 3, refusalRecall: 0.5 },
  ]);
});

test('top-k accuracy', () => {
  expect(correctAt(['b', 'a'], 'a', 1)).toBe(0);
  expect(correctAt(['b', 'a'], 'a', 3)).toBe(1);
});

test('the bootstrap is repeatable, holds the value, and narrows with more items', () => {
  const items = Array.from({ length: 40 }, (_, index) => index % 2);
  const few = estimate(
    items,
    mean((item) => item),
  );
  const many = estimate(
    Array.from({ length: 10 }, () => items).flat(),
    mean((item: number) => item),
  );
  expect(few).toEqual(
    estimate(
      items,
      mean((item) => item),
    ),
  );
  expect(few).toMatchObject({ value: 0.5, items: 40 });
  if (few === null || many === null) throw new Error('both are defined');
  // a share of 0.5 over 40 has a standard error of 0.079, so about 0.345 to 0.655
  expect(few.low).toBeGreaterThan(0.3);
  expect(few.low).toBeLessThan(0.4);
  expect(few.high).toBeGreaterThan(0.6);
  expect(few.high).toBeLessThan(0.7);
  expect(many.high - many.low).toBeLessThan(few.high - few.low);
});

test('a measure that is not defined is null, not a number', () => {
  expect(
    estimate(
      [],
      mean(() => 1),
    ),
  ).toBeNull();
  expect(estimate(DECIDED.slice(0, 2), auroc)).toBeNull();
});

test('quantiles lie between neighbours', () => {
  expect(quantile([0, 10], 0.25)).toBe(2.5);
  expect(quantile([3], 0.9)).toBe(3);
});

test('reliability groups by score and shows belief beside truth', () => {
  const items = [0.1, 0.2, 0.7, 0.9].map((score, at) => ({ score, answerable: at !== 0 }));
  const bins = reliability(items, 2);
  expect(bins).toEqual([
    { items: 2, score: expect.closeTo(0.15), answerable: 0.5 },
    { items: 2, score: expect.closeTo(0.8), answerable: 1 },
  ]);
  expect(calibrationError(bins)).toBeCloseTo((0.35 + 0.2) / 2);
  expect(reliability(items.slice(0, 1), 5)).toHaveLength(1);
  expect(reliability([], 5)).toEqual([]);
});
