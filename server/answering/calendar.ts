/** In lower case, as a claim names them. */
export const MONTHS =
  'january february march april may june july august september october november december'.split(' ');
export const WEEKDAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');

/** Place in the week, from Monday, of a day's name in small letters (`monday`, `mondays`); -1 for any other word. */
export function weekdayOf(word: string): number {
  return WEEKDAYS.findIndex((name) => word === name || word === `${name}s`);
}
