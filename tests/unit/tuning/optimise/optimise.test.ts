import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adamWStep, createMoments } from '../../../../server/tuning/optimise/adam-w.ts';
import {
  afterEvaluation,
  NOTHING_EVALUATED,
  shouldStop,
} from '../../../../server/tuning/optimise/early-stopping.ts';
import { clipNorm, normOf } from '../../../../server/tuning/optimise/gradient.ts';
import { evaluationSteps, microBatches, planSteps } from '../../../../server/tuning/optimise/plan.ts';
import { createRandom, seedFor, shuffled } from '../../../../server/tuning/optimise/random.ts';
import { learningRateAt } from '../../../../server/tuning/optimise/schedule.ts';
import { startOf } from '../../../../server/tuning/optimise/start-adapter.ts';

describe('AdamW', () => {
  test('moves by the learning rate at first, against the gradient, whatever its size', () => {
    const parameters = Float32Array.of(0, 0);
    const options = { learningRate: 0.1, weightDecay: 0, step: 1 };
    adamWStep(parameters, Float32Array.of(1e-3, -50), createMoments(2), options);
    expect(parameters[0]).toBeCloseTo(-0.1, 4);
    expect(parameters[1]).toBeCloseTo(0.1, 4);
  });

  test('decays weights apart from the gradient', () => {
    const parameters = Float32Array.of(2);
    adamWStep(parameters, Float32Array.of(0), createMoments(1), {
      learningRate: 0.1,
      weightDecay: 0.5,
      step: 1,
    });
    expect(parameters[0]).toBeCloseTo(2 * 0.95, 6);
  });

  test('finds the bottom of a bowl', () => {
    const parameters = Float32Array.of(3, -4);
    const moments = createMoments(2);
    for (let step = 1; step <= 400; step++) {
      const gradient = parameters.map((value, index) => 2 * (index + 1) * (value - index));
      adamWStep(parameters, gradient, moments, { learningRate: 0.05, weightDecay: 0, step });
    }
    expect(parameters[0]).toBeCloseTo(0, 2);
    expect(parameters[1]).toBeCloseTo(1, 2);
  });
});

test('clipping shortens what is too long, keeps its direction, and leaves the rest', () => {
  const values = fc.array(fc.float({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(values, (numbers) => {
      const gradient = Float32Array.from(numbers);
      const before = gradient.slice();
      const norm = clipNorm(gradient, 1);
      expect(norm).toBeCloseTo(normOf(before), 3);
      expect(normOf(gradient)).toBeLessThanOrEqual(1.0001);
      if (norm < 0.99) expect(gradient).toEqual(before);
      for (const [index, value] of gradient.entries())
        expect(value * (before[index] ?? 0)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('the rate rises in a line, then falls along a cosine to nothing', () => {
  const schedule = { steps: 20, warmUpSteps: 4, learningRate: 1 };
  const rates = Array.from({ length: 21 }, (_, step) => learningRateAt(step, schedule));
  expect(rates.slice(0, 5)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(rates[12]).toBeCloseTo(0.5);
  expect(rates[20]).toBeCloseTo(0);
});

test('a shuffle keeps every item, and depends on the seed alone', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
      const once = shuffled(items, createRandom(seed));
      expect(once).toEqual(shuffled(items, createRandom(seed)));
      expect(once.toSorted((a, b) => a - b)).toEqual(items.toSorted((a, b) => a - b));
    }),
  );
  const seeds = Array.from({ length: 100 }, (_, use) => seedFor(1, use));
  expect(new Set(seeds).size).toBe(100);
});

test('a fresh adapter changes nothing: A is small, B is zero', () => {
  const tensors = [
    { name: 'x.lora_A', layer: 'x', half: 'A', shape: [4, 100] },
    { name: 'x.lora_B', layer: 'x', half: 'B', shape: [50, 4] },
  ] as const;
  const values = startOf({ tensors }, createRandom(5));
  const a = values.subarray(0, 400);
  expect(Math.max(...a)).toBeLessThanOrEqual(0.1);
  expect(Math.max(...a)).toBeGreaterThan(0.09);
  expect(Math.abs(a.reduce((sum, value) => sum + value, 0) / 400)).toBeLessThan(0.01);
  expect(values.subarray(400).every((value) => value === 0)).toBe(true);
});

describe('early stopping', () => {
  test('counts evaluations without a better loss, and starts over with one', () => {
    const losses = [3, 2, 2.5, 2.4, 1, 1.5, Number.NaN];
    let state = NOTHING_EVALUATED;
    const states = losses.map((loss, index) => {
      state = afterEvaluation(state, index + 1, loss);
      return state;
    });
    expect(states.map(({ withoutGain }) => withoutGain)).toEqual([0, 0, 1, 2, 0, 1, 2]);
    expect(states.at(-1)).toMatchObject({ bestLoss: 1, bestStep: 5 });
    expect(states.map((state) => shouldStop(state, 2))).toEqual([
      false,
      false,
      false,
      true,
      false,
      false,
      true,
    ]);
  });
});

describe('the plan', () => {
  test('reads every row once an epoch, in another order each time', () => {
    const sizes = { rows: fc.integer({ min: 1, max: 40 }), batchRows: fc.integer({ min: 1, max: 9 }) };
    fc.assert(
      fc.property(fc.record({ ...sizes, epochs: fc.constant(3), seed: fc.integer() }), (options) => {
        const plan = planSteps(options);
        const perEpoch = Math.ceil(options.rows / options.batchRows);
        expect(plan).toHaveLength(3 * perEpoch);
        for (let epoch = 0; epoch < 3; epoch++) {
          const rows = plan.slice(epoch * perEpoch, (epoch + 1) * perEpoch).flat();
          expect(rows.toSorted((a, b) => a - b)).toEqual(
            Array.from({ length: options.rows }, (_, row) => row),
          );
        }
      }),
    );
    const plan = planSteps({ rows: 30, batchRows: 30, epochs: 2, seed: 1 });
    expect(plan[0]).not.toEqual(plan[1]);
  });

  test('evaluates evenly, and at the end of each epoch', () => {
    expect([...evaluationSteps({ rows: 40, batchRows: 4, epochs: 2 }, 2)]).toEqual([5, 10, 15, 20]);
    expect([...evaluationSteps({ rows: 2, batchRows: 8, epochs: 2 }, 4)]).toEqual([1, 2]);
  });

  test('puts rows of like length together, within a budget that counts padding', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 100 })), (lengths) => {
        const groups = microBatches(lengths, 120);
        expect(groups.flat().toSorted((a, b) => a - b)).toEqual([...lengths.keys()]);
        for (const group of groups) {
          const longest = Math.max(...group.map((row) => lengths[row] ?? 0));
          expect(longest * group.length).toBeLessThanOrEqual(120);
        }
      }),
    );
    expect(microBatches([300], 120)).toEqual([[0]]);
  });
});
