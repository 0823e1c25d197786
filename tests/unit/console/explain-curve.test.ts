import { expect, test } from 'vitest';
import { explainCurve } from '../../../widget/console/features/teach/explain-curve.ts';
import type { RunPoint } from '../../../widget/console/queries/runs.ts';

function points(losses: readonly number[], heldOut: Readonly<Record<number, number>> = {}): RunPoint[] {
  return losses.map((loss, index) => ({
    step: index + 1,
    part: 'lessons',
    loss,
    heldOutLoss: heldOut[index + 1] ?? null,
    learningRate: null,
    tokensPerSecond: null,
    margin: null,
  }));
}

const FALLING = [3, 3, 3, 3, 3, 1, 1, 1, 1, 1];

test('before there is a curve, nothing is read into it', () => {
  expect(explainCurve([])).toMatch(/begins with the first steps/);
  expect(explainCurve(points([3]))).toMatch(/begins with the first steps/);
});

test('says how far the error fell, and waits with a judgement until something was held out', () => {
  const told = explainCurve(points(FALLING));
  expect(told).toMatch(/fell from 3\.00 to 1\.00/);
  expect(told).toMatch(/shows a little later/);
});

test('tells learning the manner from learning by heart', () => {
  expect(explainCurve(points(FALLING, { 5: 2, 10: 1.5 }))).toMatch(/fell too, from 2\.00 to 1\.50/);
  expect(explainCurve(points(FALLING, { 3: 2, 6: 1, 10: 1.4 }))).toMatch(/best at 1\.00 and is 1\.40 now/);
  expect(explainCurve(points(FALLING, { 5: 1, 10: 1.01 }))).toMatch(/little more to learn/);
});

test('does not praise an error that rises', () => {
  expect(explainCurve(points([1, 1, 1, 1, 1, 2, 2, 2, 2, 2]))).toMatch(/has not fallen yet/);
});

test('the ends of a short curve are told apart', () => {
  expect(explainCurve(points([1.4, 1.2, 0.6, 0.8, 0.5]))).toMatch(/fell from 1\.30 to 0\.65/);
  expect(explainCurve(points([2, 1]))).toMatch(/fell from 2\.00 to 1\.00/);
});
