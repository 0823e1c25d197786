export type Effort = { rows: number; epochs: number };

/**
 * The most of `wanted` that fits into `budgetSeconds`: whole epochs are cut first, down to one, then rows. One row in
 * one epoch always remains. `secondsOf` is how long an effort takes; it must not fall when the effort rises.
 */
export function fitToBudget(
  wanted: Effort,
  budgetSeconds: number,
  secondsOf: (effort: Effort) => number,
): Effort {
  const epochs = largest(wanted.epochs, (count) => secondsOf({ ...wanted, epochs: count }) <= budgetSeconds);
  const rows = largest(wanted.rows, (count) => secondsOf({ rows: count, epochs }) <= budgetSeconds);
  return { epochs, rows };
}

/** The largest whole number of 1 to `most` that fits; 1 when none does. */
function largest(most: number, fits: (count: number) => boolean): number {
  let low = 1;
  let high = Math.max(1, Math.floor(most));
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
