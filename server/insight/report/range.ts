import { AppError } from '../../base/index.ts';
import { dateAt, startOfDate } from '../../handoff/index.ts';

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 28;
const MAX_DAYS = 366;

/** One day of the bot's own time zone, `[from, until)` in milliseconds. */
export type DaySpan = { name: string; from: number; until: number };
/** `[from, until)` in milliseconds, from the beginning of a day to the end of one. */
export type Range = { botId: string; from: number; until: number; days: readonly DaySpan[] };

/** @throws AppError `bad_request` */
export function rangeOf(
  { from, to, timeZone }: { from?: string; to?: string; timeZone: string },
  now: number,
): Omit<Range, 'botId'> {
  const last = Date.parse(to ?? dateAt(now, timeZone));
  const first = from === undefined ? last - (DEFAULT_DAYS - 1) * DAY_MS : Date.parse(from);
  if (first > last) throw new AppError('bad_request', '"from" must not be after "to".');
  if (last - first >= MAX_DAYS * DAY_MS) {
    throw new AppError('bad_request', `Ask for ${MAX_DAYS} days at most.`);
  }
  const count = Math.round((last - first) / DAY_MS) + 1;
  const names = Array.from({ length: count + 1 }, (_, index) => nameOf(first + index * DAY_MS));
  const starts = names.map((name) => startOfDate(name, timeZone));
  const days = names.slice(0, count).map((name, index) => ({
    name,
    from: starts[index] ?? 0,
    until: starts[index + 1] ?? 0,
  }));
  return { from: days[0]?.from ?? 0, until: days.at(-1)?.until ?? 0, days };
}

/**
 * Any days of the bot's time zone, `[from, until)` in milliseconds; open where nothing is said.
 * @throws AppError `bad_request`
 */
export function spanOf({ from, to, timeZone }: { from?: string; to?: string; timeZone: string }): {
  from?: number;
  until?: number;
} {
  if (from !== undefined && to !== undefined && from > to) {
    throw new AppError('bad_request', '"from" must not be after "to".');
  }
  return {
    ...(from !== undefined && { from: startOfDate(from, timeZone) }),
    ...(to !== undefined && { until: startOfDate(nameOf(Date.parse(to) + DAY_MS), timeZone) }),
  };
}

function nameOf(midnight: number): string {
  return new Date(midnight).toISOString().replace(/T.*/, '');
}
