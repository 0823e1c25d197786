import type { EvidenceSentence } from './evidence.ts';
import { contentStems, coverage, stemSet } from './words.ts';

/** It shuts out all else; `only £5` and `not only` do not. */
const EXCLUSIVE =
  /(?<!\bnot )\bonly\b(?! [\s£€$¥]*\d)|\b(?:solely|exclusively|nobody else|no one else|nothing else|no other|(?:all|every|any) others?)\b/i;
/** `…, and not for large items` lets nothing in. */
const CLAUSE_END = /[;:.]\s|, (?!and\b|or\b)|,? (?:and|but) (?=not\b|never\b|cannot\b)/;
/** Share of what stands beside an `and` up to which it counts as left out. */
const LEFT_OUT = 0.5;

/**
 * Whether a sentence shuts out more than the page does: it says `only` where none of the lines that it may have been made from limits or
 * denies anything, or leaves out some of what the page's own `only` lets in (`Only the Cliff suite has a bath` of `Only the
 * Cliff suite and the doubles have a bath`).
 */
export function shutsOutMore(sentence: string, sources: readonly EvidenceSentence[]): boolean {
  if (!EXCLUSIVE.test(sentence) || sources.length === 0) return false;
  const limiting = sources.filter(({ polarity }) => polarity.limits || polarity.negated.size > 0);
  const said = stemSet(sentence);
  return limiting.every(({ text }) => leavesOut(text, said));
}

function leavesOut(text: string, said: ReadonlySet<string>): boolean {
  const clauses = text.split(CLAUSE_END).filter((clause) => EXCLUSIVE.test(clause));
  return clauses.some((clause) => {
    const parts = clause.split(/,? (?:and|or) /).map(contentStems);
    return parts.length > 1 && parts.some((part) => part.length > 0 && coverage(part, said) <= LEFT_OUT);
  });
}
