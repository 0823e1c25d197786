import { formatLocale } from '../i18n/t.ts';

const STEPS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

export function formatTime(at: number): string {
  return new Intl.DateTimeFormat(formatLocale(), { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

export function formatDay(at: number): string {
  return new Intl.DateTimeFormat(formatLocale(), { dateStyle: 'medium', timeZone: 'UTC' }).format(at);
}

/** For the axis of a chart. */
export function formatShortDay(at: number): string {
  const options = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(formatLocale(), options).format(at);
}

export function formatBytes(bytes: number): string {
  const step = Math.min(STEPS.length - 1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10));
  const value = bytes / 1024 ** step;
  const digits = step === 0 || value >= 10 ? 0 : 1;
  const unit = STEPS[step];
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const unitDisplay = step === 0 ? 'long' : 'short';
  return new Intl.NumberFormat(formatLocale(), { style: 'unit', unit, unitDisplay, ...options }).format(
    value,
  );
}

export function formatDuration(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${formatNumber(ms / 1_000, 1)} s`;
}

/** A score between 0 and 1, always with two digits, so that columns line up. */
export function formatScore(score: number): string {
  return formatNumber(score, 2);
}

/** Always with so many digits behind the point. */
export function formatNumber(value: number, digits = 0): string {
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(formatLocale(), options).format(value);
}

const SECOND_MS = 1_000;
const UNITS = [
  ['day', 86_400 * SECOND_MS],
  ['hour', 3_600 * SECOND_MS],
  ['minute', 60 * SECOND_MS],
] as const;

/** "3 minutes ago". */
export function formatAgo(at: number, now: number): string {
  const format = new Intl.RelativeTimeFormat(formatLocale(), { numeric: 'auto', style: 'short' });
  const [unit, size] = UNITS.find(([, ms]) => now - at >= ms) ?? (['second', SECOND_MS] as const);
  return format.format(unit === 'second' ? 0 : -Math.floor((now - at) / size), unit);
}

/** "3 min"; what is less than a minute counts as one. */
export function formatSpan(ms: number): string {
  const [unit, size] = UNITS.find(([, least]) => ms >= least) ?? UNITS[2];
  const count = Math.max(1, Math.floor(ms / size));
  const options = { style: 'unit', unit, unitDisplay: 'short' } as const;
  return new Intl.NumberFormat(formatLocale(), options).format(count);
}

export function formatClock(at: number): string {
  return new Intl.DateTimeFormat(formatLocale(), { timeStyle: 'short' }).format(at);
}
