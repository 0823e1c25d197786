import { type BootstrapOptions, type Estimate, estimate, mean } from './estimate.ts';

/** One question's figure for both sides. */
export type Pair = { candidate: number; other: number };

export type Difference = {
  /** Mean of candidate minus other, with its 95 % interval; null without pairs. */
  estimate: Estimate;
  /** Questions on which the candidate is ahead, behind, and level. */
  ahead: number;
  behind: number;
  level: number;
};

/** Differences below this are rounding. */
const LEVEL = 1e-9;

/** Percentile bootstrap over the questions' own differences, so that what makes a question hard for both cancels out. */
export function pairedDifference(pairs: readonly Pair[], options?: BootstrapOptions): Difference {
  const differences = pairs.map(({ candidate, other }) => candidate - other);
  const count = (holds: (difference: number) => boolean) => differences.filter(holds).length;
  return {
    estimate: estimate(
      differences,
      mean((difference: number) => difference),
      options,
    ),
    ahead: count((difference) => difference > LEVEL),
    behind: count((difference) => difference < -LEVEL),
    level: count((difference) => Math.abs(difference) <= LEVEL),
  };
}
