/** The last time that it was this hour of the server's day, at or before `now`; milliseconds since the epoch. */
export function lastHour(now: number, hour: number): number {
  const at = atHour(now, hour, 0);
  return at <= now ? at : atHour(now, hour, -1);
}

/** The next time, after `now`. */
export function nextHour(now: number, hour: number): number {
  const at = atHour(now, hour, 0);
  return at > now ? at : atHour(now, hour, 1);
}

function atHour(now: number, hour: number, inDays: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + inDays, hour).getTime();
}
