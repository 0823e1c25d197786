import type { DecidedItem } from '../../queries/decision.ts';

/** What a threshold means on the tests. */
export type Decided = {
  /** Questions that the documents answer, and how many of them are declined all the same. */
  answerable: number;
  declinedWrongly: number;
  /** Questions that they do not answer, and how many are declined. */
  unanswerable: number;
  declinedRightly: number;
};

export type CurvePoint = { threshold: number; coverage: number; risk: number | null; decided: Decided };

const STEPS = 20;

/** What code routes before any search is declined at every threshold. */
export function isAnswered({ routed, score }: DecidedItem, threshold: number): boolean {
  return routed === null && score >= threshold;
}

export function decidedAt(items: readonly DecidedItem[], threshold: number): Decided {
  const declined = items.filter((item) => !isAnswered(item, threshold));
  const answerable = items.filter((item) => item.answerable).length;
  const declinedWrongly = declined.filter((item) => item.answerable).length;
  return {
    answerable,
    declinedWrongly,
    unanswerable: items.length - answerable,
    declinedRightly: declined.length - declinedWrongly,
  };
}

/** Share of the questions that get an answer. */
export function coverageOf({ answerable, unanswerable, declinedRightly, declinedWrongly }: Decided): number {
  const all = answerable + unanswerable;
  return all === 0 ? 0 : (all - declinedRightly - declinedWrongly) / all;
}

/** Share of the answers given to what has none; null where nothing is answered. */
export function riskOf({
  answerable,
  unanswerable,
  declinedRightly,
  declinedWrongly,
}: Decided): number | null {
  const wrong = unanswerable - declinedRightly;
  const answered = wrong + answerable - declinedWrongly;
  return answered === 0 ? null : wrong / answered;
}

/** One point a twentieth of the scores, from the strictest threshold to none; each coverage once. */
export function curveOf(items: readonly DecidedItem[]): CurvePoint[] {
  const points = Array.from({ length: STEPS + 1 }, (_, at) => 1 - at / STEPS).map((threshold) => {
    const decided = decidedAt(items, threshold);
    return { threshold, coverage: coverageOf(decided), risk: riskOf(decided), decided };
  });
  return points.filter((point, at) => point.coverage !== points[at - 1]?.coverage);
}

/** The questions that another threshold decides otherwise, the surest first. */
export function changedBetween(
  items: readonly DecidedItem[],
  before: number,
  after: number,
): { answeredNow: DecidedItem[]; declinedNow: DecidedItem[] } {
  const sorted = items.toSorted((one, other) => other.score - one.score);
  return {
    answeredNow: sorted.filter((item) => !isAnswered(item, before) && isAnswered(item, after)),
    declinedNow: sorted.filter((item) => isAnswered(item, before) && !isAnswered(item, after)),
  };
}
