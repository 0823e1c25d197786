import { Temporal } from 'temporal-polyfill';
import type { BusinessHours } from '../bots/index.ts';

/** Beyond this many days nobody is told when people are back. */
const DAYS_AHEAD = 30;
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

type Span = { from: string; to: string };

/** The date, such as `2026-11-29`, on clocks of a time zone. */
export function dateAt(at: number, timeZone: string): string {
  return plainDateAt(at, timeZone).toString();
}

/** When a date begins on clocks of a time zone; where they skip midnight, after the gap. */
export function startOfDate(date: string, timeZone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds;
}

/** Whether people can be reached at `at`; without any hours, always. */
export function isOpen(hours: BusinessHours, at: number): boolean {
  const today = plainDateAt(at, hours.timeZone);
  return spansOf(hours, today).some(
    (span) => startOf(hours, today, span) <= at && at < endOf(hours, today, span),
  );
}

/** When people can next be reached after `at`, which is outside their hours; undefined when not within 30 days. */
export function nextOpening(hours: BusinessHours, at: number): number | undefined {
  const today = plainDateAt(at, hours.timeZone);
  for (let offset = 0; offset <= DAYS_AHEAD; offset += 1) {
    const date = today.add({ days: offset });
    const starts = spansOf(hours, date).map((span) => startOf(hours, date, span));
    const next = starts.filter((start) => start > at).sort((a, b) => a - b)[0];
    if (next !== undefined) return next;
  }
  return undefined;
}

function plainDateAt(at: number, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
}

const ALL_DAY: Span = { from: '00:00', to: '24:00' };

function spansOf({ weekly, holidays }: BusinessHours, date: Temporal.PlainDate): readonly Span[] {
  const holiday = holidays.find((day) => day.date === date.toString());
  if (holiday) return holiday.spans;
  if (weekly.length === 0) return [ALL_DAY];
  return weekly.filter(({ day }) => day === WEEKDAYS[date.dayOfWeek - 1]);
}

function startOf(hours: BusinessHours, date: Temporal.PlainDate, { from }: Span): number {
  return instantOf(hours, date, from);
}

function endOf(hours: BusinessHours, date: Temporal.PlainDate, { to }: Span): number {
  return to === '24:00' ? instantOf(hours, date.add({ days: 1 }), '00:00') : instantOf(hours, date, to);
}

/** A wall time that the clocks skip counts as the moment after the gap, one that comes twice as its first. */
function instantOf({ timeZone }: BusinessHours, date: Temporal.PlainDate, time: string): number {
  return date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
}
