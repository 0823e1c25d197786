import { setImmediate } from 'node:timers/promises';
import { type Expression, type RawBuilder, sql } from 'kysely';
import type { DaySpan, Range } from './range.ts';

/** Days that one statement looks at: the rest of the server has its turn before the next. */
const DAYS_AT_ONCE = 2;
/** Days begin at a whole one of these anywhere on earth. */
const SLOTS_MS = [86_400_000, 3_600_000, 1_800_000, 900_000] as const;
const SHORTEST_MS = 60_000;

/** A few days, and how rows of theirs are sorted into them by the database: it knows no time zones, but slots of equal length. */
export type Slice = { from: number; until: number; slot(column: Expression<number>): RawBuilder<number> };

/** A range in pieces, with room for others between them. */
export async function* slicesOf(range: Pick<Range, 'days'>): AsyncGenerator<Slice> {
  const lengthMs = slotOf(range);
  for (let start = 0; start < range.days.length; start += DAYS_AT_ONCE) {
    await setImmediate();
    const days = range.days.slice(start, start + DAYS_AT_ONCE);
    yield {
      from: days[0]?.from ?? 0,
      until: days.at(-1)?.until ?? 0,
      slot: (column) => sql<number>`${column} - ${column} % ${sql.lit(lengthMs)}`,
    };
  }
}

function slotOf({ days }: Pick<Range, 'days'>): number {
  const fits = (lengthMs: number) =>
    days.every(({ from, until }) => (from + until) % lengthMs === 0 && from % lengthMs === 0);
  return SLOTS_MS.find(fits) ?? SHORTEST_MS;
}

/** Finds the day of a moment. */
export function dayFinder(days: readonly DaySpan[]): (at: number) => DaySpan | undefined {
  return (at) => {
    let [low, high] = [0, days.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((days[middle]?.until ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    const day = days[low];
    return day !== undefined && day.from <= at ? day : undefined;
  };
}
