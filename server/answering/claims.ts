import { capitalised } from '../base/index.ts';
import { MONTHS, WEEKDAYS, weekdayOf } from './calendar.ts';
import { CURRENCY, NUMBER_WORDS, UNITS } from './units.ts';
import { words } from './words.ts';

/** What in a sentence can be checked word for word. Every entry is in a normal form that two texts can share. */
export type Claims = {
  /** `60`, `3.5`: plain values, units aside. */
  numbers: Set<string>;
  /** `60 day`, `3.5 gbp`, `20 percent`, `5 working day`: values with their unit or currency. */
  quantities: Set<string>;
  /** `17:30` in 24 hours. */
  times: Set<string>;
  /** Month and weekday names, and days of months: `november`, `1 november`. */
  calendar: Set<string>;
  links: Set<string>;
};

const QUALIFIERS = new Set(['working', 'business', 'calendar', 'full', 'more', 'clear', 'consecutive']);
/** Their days are another claim than plain days, which they are too. */
const WORKING = new Set(['working', 'business']);

const MONTH = MONTHS.map(capitalised).join('|');
/** `1 November`, `25 and 26 December`, `3rd of May`. */
const DAYS_OF_MONTH = new RegExp(
  `\\b(\\d{1,2}(?:st|nd|rd|th)?(?:(?:, | and | or | to |\\s?[-–]\\s?)\\d{1,2}(?:st|nd|rd|th)?)*)(?: of)? (${MONTH})\\b`,
  'g',
);
const MONTH_DAY = new RegExp(`\\b(${MONTH}) (\\d{1,2})(?:st|nd|rd|th)?\\b(?!:)`, 'g');

/** Sites under any ending, and names of files: `health.nsw.gov.au`, `agent_4.deb`. */
const LINK =
  /\b(?:https?:\/\/|www\.)[^\s<>()]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?=[\w.-]*[a-z]{2})[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b(?:\/[^\s<>()]*)?/gi;
const TIME = /\b(\d{1,2})(?:[:.](\d{2}))?\s?(am|pm|a\.m\.?|p\.m\.?)(?!\w)|\b([01]?\d|2[0-3]):([0-5]\d)\b/gi;
const NUMBER = /([£€$¥])?\s?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:st|nd|rd|th)?/g;

/** What belongs to the clause or row that it stands in: numbers, times and days. */
export function boundClaims({ numbers, times, calendar }: Claims): string[] {
  return [...numbers, ...times, ...calendar];
}

/** The same of a text. */
export function boundClaimsOf(text: string): string[] {
  return boundClaims(claimsOf(text));
}

/** Reads every checkable claim out of a text. */
export function claimsOf(text: string): Claims {
  const claims: Claims = {
    numbers: new Set(),
    quantities: new Set(),
    times: new Set(),
    calendar: new Set(),
    links: new Set(),
  };
  let rest = take(text, LINK, (match) => claims.links.add(normalLink(match[0])));
  rest = take(rest, TIME, (match) => claims.times.add(normalTime(match)));
  rest = spelledOut(rest);
  for (const match of rest.matchAll(NUMBER)) {
    const value = normalNumber(match[2] ?? '');
    claims.numbers.add(value);
    const after = rest.slice(match.index + match[0].length);
    const unit = CURRENCY[match[1] ?? ''] ?? unitAfter(after);
    if (unit !== undefined) claims.quantities.add(`${value} ${unit}`);
    if (unit !== undefined && isWorking(after)) claims.quantities.add(`${value} working ${unit}`);
  }
  collectCalendar(text, claims.calendar);
  return claims;
}

function take(text: string, pattern: RegExp, collect: (match: RegExpMatchArray) => void): string {
  for (const match of text.matchAll(pattern)) collect(match);
  return text.replace(pattern, ' ');
}

/** A text with its number words as figures. */
export function spelledOut(text: string): string {
  return text.replace(/\bper cent\b/gi, 'percent').replace(/\b[a-z]+\b/gi, (word) => {
    const value = NUMBER_WORDS[word.toLowerCase()];
    return value === undefined ? word : String(value);
  });
}

function unitAfter(text: string): string | undefined {
  const following = /^[\s-]*(%|°\s?[cf]|[a-z]+)(?:[\s-]+([a-z]+))?/i.exec(text);
  const first = following?.[1]?.toLowerCase().replace(/\s/g, '') ?? '';
  const next = QUALIFIERS.has(first) ? (following?.[2]?.toLowerCase() ?? '') : first;
  return UNITS[next] ?? UNITS[next.replace(/s$/, '')] ?? UNITS[next.replace(/es$/, '')];
}

function isWorking(text: string): boolean {
  return WORKING.has(/^[\s-]*([a-z]+)/i.exec(text)?.[1]?.toLowerCase() ?? '');
}

function normalNumber(digits: string): string {
  return String(Number(digits.replaceAll(',', '')));
}

function normalLink(link: string): string {
  return link
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[.,;:!?/]+$/, '');
}

function normalTime(match: RegExpMatchArray): string {
  const half = match[3]?.toLowerCase().replaceAll('.', '');
  const hour = Number(match[1] ?? match[4]);
  const minutes = match[2] ?? match[5] ?? '00';
  const shifted = half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0);
  return `${String(shifted).padStart(2, '0')}:${minutes}`;
}

/** `may` is a month only beside a number, or with a capital inside a sentence. */
function collectCalendar(text: string, found: Set<string>): void {
  for (const word of words(text)) {
    const day = WEEKDAYS[weekdayOf(word)];
    if (day !== undefined) found.add(day);
    if (word !== 'may' && MONTHS.includes(word)) found.add(word);
  }
  for (const [, days = '', month = ''] of text.matchAll(DAYS_OF_MONTH))
    for (const [day] of days.matchAll(/\d+/g)) found.add(`${Number(day)} ${month.toLowerCase()}`);
  for (const [, month = '', day] of text.matchAll(MONTH_DAY))
    found.add(`${Number(day)} ${month.toLowerCase()}`);
  if (/\b\d{1,2}(?:st|nd|rd|th)? May\b|\bMay \d|[a-z] (?:in|by|until|from|since) May\b/.test(text))
    found.add('may');
}
