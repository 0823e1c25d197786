/** One question with the truth about it, the bot's score that it can answer, and what the bot did. */
export type Decided = { answerable: boolean; score: number; refused: boolean };

/** Chance that a random answerable question scores above a random unanswerable one; ties count half. NaN without both kinds. */
export function auroc(items: readonly Pick<Decided, 'answerable' | 'score'>[]): number {
  const sorted = items.toSorted((one, other) => one.score - other.score);
  let below = 0;
  let wins = 0;
  let positives = 0;
  for (let start = 0; start < sorted.length; ) {
    let end = start;
    while (end < sorted.length && sorted[end]?.score === sorted[start]?.score) end += 1;
    const tied = sorted.slice(start, end);
    const tiedPositives = tied.filter((item) => item.answerable).length;
    const tiedNegatives = tied.length - tiedPositives;
    wins += tiedPositives * (below + tiedNegatives / 2);
    below += tiedNegatives;
    positives += tiedPositives;
    start = end;
  }
  return wins / (positives * below);
}

/** Share of the unanswerable questions that were refused. */
export function refusalRecall(items: readonly Decided[]): number {
  return share(items.filter((item) => !item.answerable));
}

/** Share of the answerable questions that were refused. */
export function falseRefusalRate(items: readonly Decided[]): number {
  return share(items.filter((item) => item.answerable));
}

function share(items: readonly Decided[]): number {
  return items.filter((item) => item.refused).length / items.length;
}

/** The same questions, refused by score alone so that `coverage` of them (rounded up) are answered. */
export function atCoverage(items: readonly Decided[], coverage: number): Decided[] {
  const answered = Math.ceil(items.length * coverage);
  return items
    .toSorted((one, other) => other.score - one.score)
    .map((item, index) => ({ ...item, refused: index >= answered }));
}

export type RiskPoint = {
  coverage: number;
  /** Lowest score that is still answered. */
  threshold: number;
  /** Share of the answered questions that have no answer. */
  risk: number;
  falseRefusalRate: number;
  refusalRecall: number;
};

/** What each share of questions answered costs: the curve behind the admin's slider. */
export function riskCoverage(items: readonly Decided[], coverages: readonly number[]): RiskPoint[] {
  return coverages.map((coverage) => {
    const decided = atCoverage(items, coverage);
    const answered = decided.filter((item) => !item.refused);
    return {
      coverage,
      threshold: answered.at(-1)?.score ?? 1,
      risk: answered.length === 0 ? 0 : answered.filter((item) => !item.answerable).length / answered.length,
      falseRefusalRate: falseRefusalRate(decided),
      refusalRecall: refusalRecall(decided),
    };
  });
}

export type ReliabilityBin = {
  items: number;
  /** Mean of the scores, what the bot believes. */
  score: number;
  /** Share that had an answer, what was so. */
  answerable: number;
};

/** The questions in order of their score, in groups of about the same size: where belief and truth part, the score misleads. */
export function reliability(
  items: readonly Pick<Decided, 'answerable' | 'score'>[],
  groups: number,
): ReliabilityBin[] {
  const sorted = items.toSorted((one, other) => one.score - other.score);
  return Array.from({ length: Math.min(groups, sorted.length) }, (_, at) => {
    const from = Math.round((at * sorted.length) / Math.min(groups, sorted.length));
    const to = Math.round(((at + 1) * sorted.length) / Math.min(groups, sorted.length));
    const bin = sorted.slice(from, to);
    return {
      items: bin.length,
      score: bin.reduce((sum, item) => sum + item.score, 0) / bin.length,
      answerable: bin.filter((item) => item.answerable).length / bin.length,
    };
  });
}

/** Mean distance of belief and truth over the groups, by their size: 0 is perfect. NaN without items. */
export function calibrationError(bins: readonly ReliabilityBin[]): number {
  const total = bins.reduce((sum, { items }) => sum + items, 0);
  return bins.reduce((sum, bin) => sum + (bin.items / total) * Math.abs(bin.score - bin.answerable), 0);
}

/** 1 when the right label is among the first k of a ranking. */
export function correctAt(ranked: readonly string[], label: string, k: number): number {
  return ranked.slice(0, k).includes(label) ? 1 : 0;
}
