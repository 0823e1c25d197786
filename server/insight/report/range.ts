import { AppError } from '../../base/index.ts';

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
  const last = Date.parse(to ?? dayNameAt(now, timeZone));
  const first = from === undefined ? last - (DEFAULT_DAYS - 1) * DAY_MS : Date.parse(from);
  if (first > last) throw new AppError('bad_request', '"from" must not be after "to".');
  if (last - first >= MAX_DAYS * DAY_MS) {
    throw new AppError('bad_request', `Ask for ${MAX_DAYS} days at most.`);
  }
  const count = Math.round((last - first) / DAY_MS) + 1;
  const starts = Array.from({ length: count + 1 }, (_, index) => startOf(first + index * DAY_MS, timeZone));
  const days = Array.from({ length: count }, (_, index) => ({
    name: new Date(first + index * DAY_MS).toISOString().slice(0, 10),
    from: starts[index] ?? 0,
    until: starts[index + 1] ?? 0,
  }));
  return { from: days[0]?.from ?? 0, until: days.at(-1)?.until ?? 0, days };
}

/** When a day begins there; `midnight` is that day's in UTC. An hour that the clocks skip begins after the gap. */
function startOf(midnight: number, timeZone: string): number {
  const guess = midnight - offsetAt(midnight, timeZone);
  return midnight - offsetAt(guess, timeZone);
}

/** By how much clocks there are ahead of UTC at that moment. */
function offsetAt(at: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = partsAt(at, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1_000) * 1_000;
}

function dayNameAt(at: number, timeZone: string): string {
  const { year, month, day } = partsAt(at, timeZone);
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function partsAt(at: number, timeZone: string) {
  const known = formats.get(timeZone);
  const format =
    known ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  if (known === undefined) formats.set(timeZone, format);
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  };
}
