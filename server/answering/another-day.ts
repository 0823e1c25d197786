import { WEEKDAYS, weekdayOf } from './calendar.ts';
import type { Evidence } from './evidence.ts';
import { words } from './words.ts';

const NAMES = WEEKDAYS.join('|');
const RANGE = new RegExp(`\\b(${NAMES})s?(?: to | until | through |\\s?[-–]\\s?)(${NAMES})s?\\b`, 'gi');

/**
 * Whether a sentence is of another day of the week than the one that was asked for, though the passage says what is so on that day:
 * `From Monday to Thursday it costs £74`, asked of a Saturday.
 */
export function isOfAnotherDay(sentence: string, asked: string, { sentences }: Evidence): boolean {
  const wanted = daysIn(asked);
  const said = daysIn(sentence);
  if (wanted.size === 0 || said.size === 0 || !said.isDisjointFrom(wanted)) return false;
  return sentences.some(({ text }) => !daysIn(text).isDisjointFrom(wanted));
}

/** The days that a text names and those between two of them, by their places in the week. */
function daysIn(text: string): Set<number> {
  const named = words(text).map(weekdayOf);
  const found = new Set(named.filter((day) => day >= 0));
  for (const [, from = '', to = ''] of text.matchAll(RANGE)) {
    const last = WEEKDAYS.indexOf(to.toLowerCase());
    for (let day = WEEKDAYS.indexOf(from.toLowerCase()); day !== last; day = (day + 1) % WEEKDAYS.length)
      found.add(day);
  }
  return found;
}
