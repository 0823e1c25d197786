/** Two-sided sign test: the chance of a split at least this uneven where both sides are equally good; ties left out. */
export function signTest(wins: number, losses: number): number {
  const trials = wins + losses;
  let term = 0.5 ** trials;
  let tail = 0;
  for (let successes = 0; successes <= Math.min(wins, losses); successes += 1) {
    tail += term;
    term *= (trials - successes) / (successes + 1);
  }
  return Math.min(1, 2 * tail);
}
