/** As a bot's file says a time. */
export function timeOrNull(ms: number | null): string | null {
  return ms === null ? null : timeOf(ms);
}

export function timeOf(ms: number): string {
  return new Date(Number(ms)).toISOString();
}

export function msOrNull(time: string | null): number | null {
  return time === null ? null : Date.parse(time);
}
