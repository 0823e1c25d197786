import { AppError } from '../../base/index.ts';

export const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 28;
const MAX_DAYS = 366;

/** `[from, until)` in milliseconds; both fall on a midnight of UTC. */
export type Range = { botId: string; from: number; until: number };

/** @throws AppError `bad_request` */
export function rangeOf({ from, to }: { from?: string; to?: string }, now: number): Omit<Range, 'botId'> {
  const last = to === undefined ? startOfDay(now) : Date.parse(to);
  const first = from === undefined ? last - (DEFAULT_DAYS - 1) * DAY_MS : Date.parse(from);
  if (first > last) throw new AppError('bad_request', '"from" must not be after "to".');
  if (last - first >= MAX_DAYS * DAY_MS) {
    throw new AppError('bad_request', `Ask for ${MAX_DAYS} days at most.`);
  }
  return { from: first, until: last + DAY_MS };
}

export function dayName(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function startOfDay(at: number): number {
  return at - (at % DAY_MS);
}
