const ABBREVIATION =
  /(?:^|[\s(])(?:mr|mrs|ms|dr|st|no|nos|e\.g|i\.e|etc|vs|approx|inc|ltd|co|p\.m|a\.m|tel|ext|max|min|[a-z])\.$/i;
/** `Yes.` and `No.` are read with what follows: alone they cannot be checked. */
const LONE_ANSWER = /^\s*(?:(?:[-*•–]|\d{1,2}[.)])\s+)?(?:yes|no)[.!]$/i;
const LIST_NUMBER = /(?:^|\n)\s*\d{1,2}\.$/;

export type Taken = { sentences: string[]; rest: string };

/**
 * Cuts what is complete off the front of a growing text. A sentence is complete when white space follows its end
 * mark, or at a line break; a decimal point, an abbreviation or a list number ends nothing. With `final` the rest
 * counts as complete too.
 */
export function takeSentences(buffer: string, final = false): Taken {
  const sentences: string[] = [];
  let start = 0;
  for (const match of buffer.matchAll(/[.!?]+["')\]”’]*(?=\s)|\n/g)) {
    const end = match.index + match[0].length;
    const candidate = buffer.slice(start, end);
    if (match[0] !== '\n' && endsNothing(candidate)) continue;
    if (candidate.trim() !== '') sentences.push(candidate.trim());
    start = end;
  }
  const rest = buffer.slice(start);
  if (!final) return { sentences, rest };
  if (rest.trim() !== '') sentences.push(rest.trim());
  return { sentences, rest: '' };
}

function endsNothing(candidate: string): boolean {
  return ABBREVIATION.test(candidate) || LIST_NUMBER.test(candidate) || LONE_ANSWER.test(candidate);
}

/** All sentences of a finished text; list items and headings count as sentences of their own. */
export function splitSentences(text: string): string[] {
  return takeSentences(text, true).sentences;
}
