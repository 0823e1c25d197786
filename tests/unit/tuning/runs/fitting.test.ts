import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseRows } from '../../../../server/tuning/runs/estimate-run.ts';
import { fitToBudget } from '../../../../server/tuning/runs/fit-to-budget.ts';
import { findMachineProblems } from '../../../../server/tuning/runs/machine.ts';
import { recipeFor } from '../../../../server/tuning/runs/presets.ts';
import { withDefaults } from '../../../../server/tuning/runs/run.ts';

const effort = fc.record({
  rows: fc.integer({ min: 1, max: 5000 }),
  epochs: fc.integer({ min: 1, max: 20 }),
});

test('what fits is left alone; what does not is cut as little as possible, epochs before rows', () => {
  fc.assert(
    fc.property(effort, fc.integer({ min: 1, max: 100_000 }), (wanted, budget) => {
      const secondsOf = ({ rows, epochs }: typeof wanted) => rows * epochs;
      const fitted = fitToBudget(wanted, budget, secondsOf);
      if (secondsOf(wanted) <= budget) expect(fitted).toEqual(wanted);
      expect(fitted.rows).toBeGreaterThanOrEqual(1);
      expect(fitted.epochs).toBeGreaterThanOrEqual(1);
      if (fitted.rows > 1) expect(secondsOf(fitted)).toBeLessThanOrEqual(budget);
      if (fitted.rows < wanted.rows) {
        expect(fitted.epochs).toBe(1);
        expect(secondsOf({ ...fitted, rows: fitted.rows + 1 })).toBeGreaterThan(budget);
      } else if (fitted.epochs < wanted.epochs) {
        expect(secondsOf({ ...fitted, epochs: fitted.epochs + 1 })).toBeGreaterThan(budget);
      }
    }),
  );
});

test('the rows of a cut are chosen by the seed alone, keep their order, and are all taken when they fit', () => {
  const rows = Array.from({ length: 50 }, (_, at) => ({ id: `r${at}`, messages: [] }));
  const ids = (seed: number, count: number) => chooseRows(rows, count, seed).map(({ id }) => id);
  expect(ids(1, 10)).toEqual(ids(1, 10));
  expect(ids(1, 10)).not.toEqual(ids(2, 10));
  expect(ids(1, 10)).toHaveLength(10);
  const places = ids(3, 20).map((id) => Number(id.slice(1)));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(ids(1, 50)).toHaveLength(50);
});

test('rows that can be spared are cut before any other', () => {
  const rows = Array.from({ length: 50 }, (_, at) => ({
    id: `r${at}`,
    messages: [],
    ...(at % 5 < 3 && { spare: true as const }),
  }));
  expect(chooseRows(rows, 30, 1).filter(({ spare }) => spare)).toHaveLength(10);
  expect(chooseRows(rows, 12, 1).some(({ spare }) => spare)).toBe(false);
});

test('the rank follows the rows, the learning rate the model, and what was chosen comes first', () => {
  const balanced = withDefaults({});
  const small = recipeFor(balanced, { rows: 150, width: 576 });
  expect(small).toMatchObject({ rank: 8, alpha: 16, learningRate: 8e-4, seed: 1 });
  expect(recipeFor(balanced, { rows: 400, width: 2048 })).toMatchObject({
    rank: 16,
    alpha: 32,
    learningRate: 2e-4,
  });
  const between = recipeFor(balanced, { rows: 400, width: 960 }).learningRate;
  expect(between).toBeLessThan(8e-4);
  expect(between).toBeGreaterThan(2e-4);
  const gentle = recipeFor(withDefaults({ preset: 'gentle' }), { rows: 400, width: 576 });
  const thorough = recipeFor(withDefaults({ preset: 'thorough' }), { rows: 400, width: 576 });
  expect(gentle.epochs).toBeLessThan(thorough.epochs);
  const many = recipeFor(balanced, { rows: 400, width: 576 }).epochs;
  expect(many).toBeLessThan(recipeFor(balanced, { rows: 399, width: 576 }).epochs);
  const chosen = withDefaults({ epochs: 7, rank: 4, learningRate: 1e-4, seed: 5 });
  const own = recipeFor(chosen, { rows: 400, width: 576 });
  expect(own).toMatchObject({ epochs: 7, rank: 4, alpha: 8, learningRate: 1e-4, seed: 5 });
});

test('too little memory and too little disk are told with the numbers', async () => {
  const machine = { availableMemoryBytes: () => 1e9, freeDiskBytes: async () => 0.2e9 };
  const needs = { memoryBytes: 1.9e9, diskBytes: 0.7e9 };
  const problems = await findMachineProblems(machine, { needs, dataDir: '/data' });
  expect(problems).toEqual([
    expect.stringMatching(/needs 2\.2 GB of memory and 1\.0 GB are free/),
    expect.stringMatching(/needs 1\.2 GB of disk and 0\.2 GB are free in \/data/),
  ]);
  const roomy = { availableMemoryBytes: () => 4e9, freeDiskBytes: async () => 9e9 };
  expect(await findMachineProblems(roomy, { needs, dataDir: '/data' })).toEqual([]);
});
