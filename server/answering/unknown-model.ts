import type { SearchHit } from '../knowledge/index.ts';
import { MONTHS, WEEKDAYS } from './calendar.ts';
import { rowOf } from './table-rows.ts';
import { contentStems } from './words.ts';

type Passage = Pick<SearchHit, 'titlePath' | 'text'>;

/** `Heron 2`, `Drover 35`: a name and its number. */
const NUMBERED = /(\p{Lu}[\p{L}-]+) (-?\d{1,4})(?![\d.,:%]*\d|\s?%)/gu;
/** `Corrie Pro GT`, `Heron 2 Arctic`: a name, its number if it has one, and what tells it from others of that name. */
const NAMED = /(?<![\p{L}\d])(\p{Lu}[\p{L}-]+)(?: -?\d{1,4})?((?: \p{Lu}[\p{L}\d-]+)+)/gu;
/** `May 2024` names no model, and `Ashwick Saturday` none either. */
const DATED = new RegExp(`^(?:${MONTHS.join('|')}|(?:${WEEKDAYS.join('|')})s?)$`, 'i');
/** `Under 18`, `First 3 months`: what counts or compares names no series either. */
const COUNTS =
  /^(?:within|around|least|minimum|maximum|at|first|last|next|top|ages?|aged|another|extra|additional|children|kids|adults|part(?:y|ies)|groups?|open|free)$/i;
const LEAST_YEAR = 1900;
const MOST_YEAR = 2099;
/** Where more of the words begin with a capital letter, capitals name nothing. */
const MOST_CAPITALS = 0.5;

/**
 * What is asked of a series that the titles or the rows of a table name, under a number or a further name that nothing found knows: of the Ember 4 or the
 * Ember Pro, where there are pages on the Ember 3. The closest pages are then about another thing, however close they are.
 */
export function unknownModel(searched: string, hits: readonly Passage[]): string | undefined {
  return unknownNumber(searched, hits) ?? unknownVariant(searched, hits);
}

function unknownNumber(searched: string, hits: readonly Passage[]): string | undefined {
  const titles = hits.flatMap(({ titlePath }) => titlePath).join('\n');
  const texts = hits.map(({ text }) => text).join('\n');
  const keys = hits.flatMap(({ text }) => text.split('\n').flatMap((line) => rowOf(line)?.key ?? []));
  const named = numbered(`${titles}\n${keys.join('\n')}`);
  const series = new Set(named.filter((match) => !isYear(match)).map(nameOf));
  const yearly = new Set(named.filter(isYear).map(nameOf));
  const known = new Set(numbered(`${titles}\n${texts}`).map(keyOf));
  for (const name of [...series, ...yearly]) {
    const asked = new RegExp(`(?<![\\p{L}\\d])(${RegExp.escape(name)}) (-?\\d{1,4})(?![\\d.,:]*\\d)`, 'giu');
    for (const match of searched.matchAll(asked)) {
      if ((isYear(match) ? yearly : series).has(name) && !known.has(keyOf(match))) return match[0];
    }
  }
  return undefined;
}

/** Of a name that is never an ordinary word, followed by a capitalised one that is found nowhere in any form. */
function unknownVariant(searched: string, hits: readonly Passage[]): string | undefined {
  const words = searched.match(/\p{L}+/gu) ?? [];
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word));
  if (capitals.length > words.length * MOST_CAPITALS) return undefined;
  const titles = new Set(hits.flatMap(({ titlePath }) => titlePath.join(' ').match(/[\p{L}-]+/gu) ?? []));
  const read = hits.map(({ titlePath, text }) => `${titlePath.join(' ')} ${text}`).join(' ');
  const known = new Set(read.toLowerCase().match(/[\p{L}\d-]+/gu));
  const written = new Set(read.match(/[\p{L}-]+/gu));
  for (const match of searched.matchAll(NAMED)) {
    const [whole, name = '', further = ''] = match;
    if (!titles.has(name) || written.has(name.toLowerCase()) || DATED.test(name)) continue;
    const unknown = further
      .trim()
      .split(' ')
      .some((word) => !known.has(word.toLowerCase()) && !DATED.test(word));
    if (unknown) return whole;
  }
  return undefined;
}

/** The names with a number in a text, in lower case: `heron 2` of the series `heron`. */
export function numberedNames(text: string): { series: string; name: string }[] {
  return numbered(text).map((match) => ({ series: nameOf(match), name: keyOf(match) }));
}

function numbered(text: string): RegExpMatchArray[] {
  return [...text.matchAll(NUMBERED)].filter(
    ([, name = '']) => !DATED.test(name) && !COUNTS.test(name) && contentStems(name).length > 0,
  );
}

function isYear([, , number]: RegExpMatchArray): boolean {
  return Number(number) >= LEAST_YEAR && Number(number) <= MOST_YEAR;
}

function nameOf([, name = '']: RegExpMatchArray): string {
  return name.toLowerCase();
}

function keyOf(match: RegExpMatchArray): string {
  return `${nameOf(match)} ${match[2]}`;
}
