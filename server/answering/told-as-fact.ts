import type { EvidenceSentence } from './evidence.ts';
import { contentStems, coverage, stem, stemSet } from './words.ts';

const CONDITION = /\b(?:only )?(?:if|when|unless|as long as|provided(?: that)?|in case)\b[^,;:.]*/gi;
const CONDITIONAL = /\b(?:if|when|whenever|unless|as long as|provided|in case|should)\b/i;
/** Share of a sentence's words that a condition has, from which the sentence is the condition told as the fact. */
const MOST = 0.8;

/** `If …,` and `Ask before … and we …`: what follows holds only then. */
const FIRST = /^(?:(?:if|unless)\b[^,]*,|\p{Lu}\p{Ll}+ [^,.]*? and (?=(?:we|you|they|it)\b))/iu;
/** `It is refunded only when you return all of it` */
const ONLY_UNDER = /\bonly (?:if|when|after)\b[^,;:.]*/i;
/** Share of such a condition that the sentence or the question must have. */
const LEAST_OF_CONDITION = 0.5;
/** `bank transfer (orders above £500 only)` */
const FOR_SOME = /(\p{L}+) \(([^)]*\bonly\b[^)]*)\)/giu;

const PAST = /\b(?:was|were|had|could|did|got|used to|ended|expired|began|brought|cost \p{Sc}?\d)\b/iu;
const PRESENT =
  /\b(?:is|are|am|has|have|can|cannot|will|may|must|get|gets|give|gives|do|does|need|needs|costs?|takes?|lasts?|begins?|ends?|brings?)\b/i;

/**
 * What the passage says only under a condition, or of a time that is over, told as what is so: `We lower our price` of `If we lower our
 * price, …`, `You get two points` of `You got two points`. `evidence` is the sentence that it was most likely made from.
 */
export function toldAsFact(
  sentence: string,
  question: string,
  stems: readonly string[],
  evidence: Pick<EvidenceSentence, 'text'>,
): string | undefined {
  if (!CONDITIONAL.test(sentence)) {
    const condition = (evidence.text.match(CONDITION) ?? []).join(' ');
    const rest = evidence.text.replace(CONDITION, ' ');
    const inCondition = coverage(stems, stemSet(condition));
    if (condition !== '' && inCondition >= MOST && inCondition > coverage(stems, stemSet(rest)))
      return 'a condition';
    const known = stemSet(`${sentence} ${question}`);
    const leavesOut = [FIRST, ONLY_UNDER].some(
      (pattern) => coverage(contentStems(pattern.exec(evidence.text)?.[0] ?? ''), known) < LEAST_OF_CONDITION,
    );
    if (leavesOut) return 'what holds under a condition';
  }
  const said = stemSet(sentence);
  const forSome = [...evidence.text.matchAll(FOR_SOME)].some(
    ([, word = '', limit = '']) =>
      said.has(stem(word.toLowerCase())) && coverage(contentStems(limit), said) < LEAST_OF_CONDITION,
  );
  if (forSome && !/\bonly\b/i.test(sentence)) return 'what holds for some only';
  const isOver = PAST.test(evidence.text) && !PRESENT.test(evidence.text);
  return isOver && PRESENT.test(sentence) && !PAST.test(sentence) ? 'what is over' : undefined;
}

const ADDED = /\b(?:if|unless|as long as|provided(?: that)?)\b[^,;:.]*/gi;

/**
 * The condition under which a sentence says what its line says without one, and of which neither the line nor the question speaks:
 * `If the jacket stays dry, leave it hanging` of `Leave it hanging and dry`.
 */
export function addedCondition(
  sentence: string,
  question: string,
  { text, stems }: Pick<EvidenceSentence, 'text' | 'stems'>,
): string | undefined {
  if (CONDITIONAL.test(text)) return undefined;
  const asked = stemSet(question);
  return sentence
    .match(ADDED)
    ?.find((condition) => contentStems(condition).some((item) => !stems.has(item) && !asked.has(item)));
}
