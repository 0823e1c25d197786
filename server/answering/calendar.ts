/** In lower case, as a claim names them. */
export const MONTHS =
  'january february march april may june july august september october november december'.split(' ');
export const WEEKDAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');
