import { chunks } from '../../base/index.ts';
import { createRandom, seedFor, shuffled } from './random.ts';

export type PlanOptions = { rows: number; batchRows: number; epochs: number; seed: number };

/**
 * Which rows make which step: every epoch reads each row once, in an order of its own, `batchRows` a step; an epoch's
 * last step may have fewer. The same options give the same plan, so that a run can go on at any step.
 */
export function planSteps({ rows, batchRows, epochs, seed }: PlanOptions): number[][] {
  const all = Array.from({ length: rows }, (_, row) => row);
  return Array.from({ length: epochs }, (_, epoch) =>
    chunks(shuffled(all, createRandom(seedFor(seed, epoch))), batchRows),
  ).flat();
}

/** Steps after which the held-out rows are read: `perEpoch` times an epoch, evenly, and at each epoch's end. */
export function evaluationSteps(
  { rows, batchRows, epochs }: Omit<PlanOptions, 'seed'>,
  perEpoch: number,
): Set<number> {
  const stepsPerEpoch = Math.ceil(rows / batchRows);
  const count = Math.max(1, Math.min(perEpoch, stepsPerEpoch));
  const due = new Set<number>();
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let part = 1; part <= count; part++) {
      due.add(epoch * stepsPerEpoch + Math.round((part * stepsPerEpoch) / count));
    }
  }
  return due;
}

/**
 * Rows that run together, longest first, as many as fit `maxTokens` when all are padded to the longest; a longer row
 * runs alone. Rows are given as lengths, and groups hold their places in that list.
 */
export function microBatches(lengths: readonly number[], maxTokens: number): number[][] {
  const order = [...lengths.keys()].sort((a, b) => at(lengths, b) - at(lengths, a) || a - b);
  const groups: number[][] = [];
  for (const row of order) {
    const group = groups.at(-1);
    const longest = group === undefined ? 0 : at(lengths, group[0] ?? row);
    if (group && longest * (group.length + 1) <= maxTokens) group.push(row);
    else groups.push([row]);
  }
  return groups;
}

function at(lengths: readonly number[], row: number): number {
  return lengths[row] ?? 0;
}
