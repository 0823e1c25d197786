import { type Estimate, estimate, quantile } from '../evaluation/estimate.ts';
import type { AnswererReport, ComparedItem } from './types.ts';

const SLOWEST = 0.95;
/** So few waits have no slowest twentieth. */
const MIN_WAITS = 20;

/** What a visitor waits for until something is shown, search left out; null where no model was asked. */
export function waitOf(item: ComparedItem): number | null {
  return item.own === null ? null : (item.firstSentenceMs ?? item.totalMs);
}

/** p95 of the candidate's waits over that of the other's, drawn question by question; null with too few. */
export function compareLatency(candidate: AnswererReport, other: AnswererReport): Estimate {
  const others = new Map(other.items.map((item) => [item.id, waitOf(item)]));
  const waits = candidate.items.flatMap((item) => {
    const [mine, theirs] = [waitOf(item), others.get(item.id) ?? null];
    return mine === null || theirs === null ? [] : [{ mine, theirs }];
  });
  if (waits.length < MIN_WAITS) return null;
  return estimate(
    waits,
    (drawn) => slowest(drawn.map(({ mine }) => mine)) / slowest(drawn.map(({ theirs }) => theirs)),
  );
}

/** Null without any wait. */
export function latencyOf(items: readonly ComparedItem[]): AnswererReport['firstSentenceMs'] {
  const waits = items.flatMap((item) => waitOf(item) ?? []).toSorted((one, other) => one - other);
  return waits.length === 0 ? null : { p50: quantile(waits, 0.5), p95: quantile(waits, SLOWEST) };
}

function slowest(waits: readonly number[]): number {
  return quantile(
    waits.toSorted((one, other) => one - other),
    SLOWEST,
  );
}
