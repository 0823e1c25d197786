import { spelledOut } from './claims.ts';

/** A number is told from below, or from above. */
type Bound = 'least' | 'most';

/** Where texts say so, before and after the number. */
const BEFORE: Record<Bound, RegExp> = {
  least:
    /(?:\b(?:at least|a minimum of|minimum|min\.?|more than|over|above|no less than|not less than|no fewer than|start(?:s|ing)? (?:at|from)|upwards of)(?: of| about| a total of)?|\bprices? from:|\bfrom(?= ?[£€$¥]\s?$))[\s£€$¥]*$/i,
  most: /\b(?:up to|at most|no more than|not more than|a maximum of|maximum|max\.?|less than|fewer than|under|below|no longer than)(?: of| about| a total of)?[\s£€$¥]*$/i,
};
const AFTER: Record<Bound, RegExp> = {
  least:
    /^(?:[\s-]?\p{L}+)?(?: \p{L}+){0,2} (?:or|and) (?:more|over|above|older|longer|heavier|up|later)\b|^\+/iu,
  most: /^(?:[\s-]?\p{L}+)?(?: \p{L}+){0,2} (?:or|and) (?:less|fewer|under|below|younger|shorter|lighter)\b/iu,
};
/** `From £3 to £9`, `between 4 and 6`: both ends are told, and neither is a bound. */
const GOES_ON = /^(?: ?[\p{L}%]+)? ?(?:to|and|[-–])[\s£€$¥]*\d/iu;
/** How a sentence may say the same, anywhere in it; what may be done with the most may be done with that number. */
const SAID: Record<Bound, RegExp> = {
  least:
    /\b(?:from|at least|minimum|min|over|above|more|exceed\p{L}*|starts?|starting|upwards|older|longer|after|up|(?:no|not) (?:less|fewer|under|below))\b|\d\+/iu,
  most: /\b(?:up to|at most|maximum|max|most|under|below|less|fewer|younger|within|until|till|by|before|limit(?:ed)?|capped|only|can|may|(?:no|not|never) (?:\p{L}+ )?(?:more|longer|over|above|exceed))\b/iu,
};
const NUMBER = /\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?/g;

/**
 * A number that each of the lines which a sentence may have been made from has only behind a bound (`from £40`, `at most 6`), where the
 * sentence bounds nothing: `It costs £40`. Undefined where there is none.
 */
export function withoutItsBound(sentence: string, lines: readonly string[]): string | undefined {
  const [first, ...others] = lines.map(boundedNumbers);
  if (first === undefined) return undefined;
  const said = boundedNumbers(sentence);
  return [...first].find(
    ([number, bound]) =>
      bound !== 'bare' &&
      said.has(number) &&
      said.get(number) !== bound &&
      others.every((other) => other.get(number) === bound) &&
      !SAID[bound].test(sentence),
  )?.[0];
}

/** The numbers of a text with their bound, `bare` where it has the number without one too. */
function boundedNumbers(text: string): Map<string, Bound | 'bare'> {
  const found = new Map<string, Bound | 'bare'>();
  const read = spelledOut(text);
  for (const match of read.matchAll(NUMBER)) {
    const number = match[0].replaceAll(',', '');
    const bound = boundAt(read.slice(0, match.index), read.slice(match.index + match[0].length));
    const known = found.get(number);
    found.set(number, known === undefined || known === bound ? bound : 'bare');
  }
  return found;
}

function boundAt(before: string, after: string): Bound | 'bare' {
  if (GOES_ON.test(after)) return 'bare';
  const kinds = ['least', 'most'] as const;
  return kinds.find((bound) => BEFORE[bound].test(before) || AFTER[bound].test(after)) ?? 'bare';
}
