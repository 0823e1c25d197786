import type { SearchHit } from '../knowledge/index.ts';

/** `Heron 2`, `Drover 35`: a name and its number. */
const NUMBERED = /(\p{Lu}[\p{L}-]+) (-?\d{1,4})(?![\d.,:%]*\d|\s?%)/gu;
/** `May 2024` names no model. */
const LEAST_YEAR = 1900;
const MOST_YEAR = 2099;

/**
 * What is asked of a series that the titles name, under a number that nothing found knows: of the Ember 4, where there are pages on
 * the Ember 3. The closest pages are then about another thing, however close they are.
 */
export function unknownModel(
  searched: string,
  hits: readonly Pick<SearchHit, 'titlePath' | 'text'>[],
): string | undefined {
  const titles = hits.flatMap(({ titlePath }) => titlePath).join('\n');
  const texts = hits.map(({ text }) => text).join('\n');
  const series = new Set(numbered(titles).map(nameOf));
  const known = new Set(numbered(`${titles}\n${texts}`).map(keyOf));
  for (const name of series) {
    const asked = new RegExp(`(?<![\\p{L}\\d])(${RegExp.escape(name)}) (-?\\d{1,4})(?![\\d.,:]*\\d)`, 'giu');
    for (const match of searched.matchAll(asked)) {
      if (!isYear(match) && !known.has(keyOf(match))) return match[0];
    }
  }
  return undefined;
}

function numbered(text: string): RegExpMatchArray[] {
  return [...text.matchAll(NUMBERED)].filter((match) => !isYear(match));
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
