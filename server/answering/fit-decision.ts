import type { Scored } from './decide.ts';
import type { DecisionModel } from './decision-coefficients.ts';
import { FEATURES, type FeatureName } from './features.ts';

/** One question with the truth about it; weights need not add up to anything. */
export type DecisionRow = Scored & { answerable: boolean; weight: number };

/** Strength of the pull towards the prior, or towards zero without one: few rows for so many features. */
const RIDGE = 0.1;
const STEPS = 3_000;
const RATE = 0.3;
/** Share of the questions reaching the search that the documents can answer, as expected in use. */
const ANSWERABLE_IN_USE = 0.7;
const LEAST_DEVIATION = 0.01;

/**
 * Weighted logistic regression on standardised features, by gradient descent on the mean log loss + RIDGE/2 · |w − w₀|², where
 * w₀ are the prior's weights. Answerable and unanswerable rows weigh the same; the intercept is then set for the share of
 * answerable questions in use. A row's offset is part of its score while it is fitted, as it is when it is served. The same rows
 * give the same model everywhere.
 */
export function fitDecision(rows: readonly DecisionRow[], prior?: DecisionModel): DecisionModel {
  const scale = FEATURES.map((name) => prior?.features[name] ?? { weight: 0, ...spreadOf(rows, name) });
  const inputs = new Float64Array(rows.length * FEATURES.length);
  for (const [index, row] of rows.entries()) {
    for (const [at, name] of FEATURES.entries()) {
      const { mean, deviation } = scale[at] ?? { mean: 0, deviation: 1 };
      inputs[index * FEATURES.length + at] = (row.features[name] - mean) / deviation;
    }
  }
  const start = Float64Array.from(scale, ({ weight }) => weight);
  const { weights, intercept } = descend(inputs, rows, start);
  const features = Object.fromEntries(
    FEATURES.map((name, at) => [
      name,
      {
        weight: weights[at] ?? 0,
        mean: scale[at]?.mean ?? 0,
        deviation: scale[at]?.deviation ?? 1,
      },
    ]),
  ) as DecisionModel['features'];
  const isRead = rows.some(({ offset }) => offset !== undefined);
  return {
    intercept: intercept + Math.log(ANSWERABLE_IN_USE / (1 - ANSWERABLE_IN_USE)),
    features,
    ...(isRead && { read: true }),
  };
}

function descend(
  inputs: Float64Array,
  rows: readonly DecisionRow[],
  start: Float64Array,
): { weights: Float64Array; intercept: number } {
  const shares = balanced(rows);
  const offsets = Float64Array.from(rows, ({ offset = 0 }) => offset);
  const truth = Float64Array.from(rows, ({ answerable }) => Number(answerable));
  const weights = start.slice();
  const slope = new Float64Array(start.length);
  let intercept = 0;
  for (let step = 0; step < STEPS; step += 1) {
    for (let at = 0; at < slope.length; at += 1) slope[at] = RIDGE * ((weights[at] ?? 0) - (start[at] ?? 0));
    let slopeOfIntercept = 0;
    for (let index = 0; index < truth.length; index += 1) {
      const from = index * slope.length;
      let sum = intercept + (offsets[index] ?? 0);
      for (let at = 0; at < slope.length; at += 1) sum += (inputs[from + at] ?? 0) * (weights[at] ?? 0);
      const error = (1 / (1 + Math.exp(-sum)) - (truth[index] ?? 0)) * (shares[index] ?? 0);
      for (let at = 0; at < slope.length; at += 1)
        slope[at] = (slope[at] ?? 0) + error * (inputs[from + at] ?? 0);
      slopeOfIntercept += error;
    }
    for (let at = 0; at < slope.length; at += 1) weights[at] = (weights[at] ?? 0) - RATE * (slope[at] ?? 0);
    intercept -= RATE * slopeOfIntercept;
  }
  return { weights, intercept };
}

function spreadOf(rows: readonly DecisionRow[], name: FeatureName): { mean: number; deviation: number } {
  const values = rows.map(({ features }) => features[name]);
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length);
  return { mean, deviation: Math.max(Math.sqrt(variance), LEAST_DEVIATION) };
}

/** Shares of the loss: each outcome gets half, by the rows' weights. */
function balanced(rows: readonly DecisionRow[]): number[] {
  const total = (answerable: boolean) =>
    rows.reduce((sum, row) => sum + (row.answerable === answerable ? row.weight : 0), 0);
  const totals = { yes: total(true), no: total(false) };
  return rows.map((row) => (0.5 * row.weight) / ((row.answerable ? totals.yes : totals.no) || 1));
}
