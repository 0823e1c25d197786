import { capitalised } from '../base/index.ts';

/** Shorter names differ by a letter from too many words. */
const LEAST_LETTERS = 6;
const NAME = /(?<![\p{L}\d'’-])\p{Lu}\p{Ll}+(?![\p{L}\d])/gu;

/**
 * Puts names right in sentences: one that a small model misspells by one letter (`Lennfield` of a page on the LENSFIELD HOTEL), spelled as the pages have it. Only
 * names that the pages do not know at all change, and only into the one capitalised word of theirs that is so near.
 */
export function namesAsWritten(pages: readonly string[]): (sentence: string) => string {
  const written = new Map(
    pages
      .flatMap((page) => page.match(/\p{L}+/gu) ?? [])
      .filter((word) => word.length >= LEAST_LETTERS - 1)
      .map((word) => [word.toLowerCase(), word]),
  );
  const names = [...written].filter(([, word]) => /^\p{Lu}/u.test(word));
  function asWritten(name: string): string {
    const lower = name.toLowerCase();
    if (name.length < LEAST_LETTERS || written.has(lower)) return name;
    const near = names.filter(([known]) => known[0] === lower[0] && isOneLetterOff(known, lower));
    const [found] = near;
    return near.length === 1 && found !== undefined ? capitalised(found[0]) : name;
  }

  return (sentence) => sentence.replace(NAME, asWritten);
}

/** One letter more, one less, another one, or two that changed places. */
function isOneLetterOff(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const rest = (text: string, skipped: number) => text.slice(at + skipped);
  return (
    rest(one, 1) === rest(other, 1) ||
    rest(one, 1) === rest(other, 0) ||
    rest(one, 0) === rest(other, 1) ||
    (one[at] === other[at + 1] && one[at + 1] === other[at] && rest(one, 2) === rest(other, 2))
  );
}
