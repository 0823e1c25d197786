import { isOfAnotherDay } from './another-day.ts';
import { withoutItsBound } from './bounds.ts';
import { type CheckContext, sourcesOf, tellingStems } from './check-sentence.ts';
import type { Evidence } from './evidence.ts';
import { shutsOutMore } from './exclusives.ts';
import { addedCondition } from './told-as-fact.ts';
import { stemSet } from './words.ts';

/** Words are one that begin alike for as long: `guarantee`, `guaranteed`. */
const LEAST_ALIKE = 5;

/**
 * Why a sentence in the model's own words says another thing than the lines of its passage that it was most likely made from, though each
 * word and number of it is known: it leaves out a bound or some of what an `only` lets in, adds a condition, is of another day than was asked for, or
 * puts a word of the question where the page speaks of something else. Undefined where it does not.
 */
export function unlikeLines(
  sentence: string,
  evidence: Evidence,
  { question, asked = question, allowedNames }: CheckContext,
): string | undefined {
  const stems = tellingStems(sentence, evidence);
  const sources = sourcesOf(sentence, stems, evidence);
  const texts = sources.map(({ text }) => text);
  const bound = withoutItsBound(sentence, texts);
  if (bound !== undefined) return `leaves out the bound of ${bound}`;
  if (shutsOutMore(sentence, sources)) return 'shuts out more than the passage does';
  const added = sources.map((source) => addedCondition(sentence, question, source));
  if (sources.length > 0 && added.every((condition) => condition !== undefined))
    return `adds a condition: ${added[0]}`;
  if (isOfAnotherDay(sentence, asked, evidence)) return 'of another day than was asked for';
  const wanted = stemSet(question);
  const known = [...evidence.stems, ...stemSet(allowedNames)];
  const stranger = stems.find((stem) => wanted.has(stem) && !known.some((other) => areAlike(stem, other)));
  return stranger && `has a word of the question that the passage lacks: ${stranger}`;
}

function areAlike(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return one === other || (short.length >= LEAST_ALIKE && long.startsWith(short));
}
