import { NAMES_OF_STRANGERS } from './capitals.ts';
import { closestTo, type Evidence, type EvidenceSentence } from './evidence.ts';
import { AMOUNT_STEMS, contentStems, coverage, stem } from './words.ts';

/** A sentence without a subject of its own, or whose subject the question named: it says of what was asked whatever it says. */
const LEANS =
  /^(?:(?:yes|no)\b|(?:it|this|that|they|these|those|its|their)\b|(?:\p{L}+ ){1,2}(?:it|them)\b|(?:from|after|before|within|until|up to|at most|no more than)\b(?![^.]*, (?:the|an?|you|your|we|our|it|they|this)\b))/iu;
const NAMED_BEFORE = /^the (\p{L}+(?: \p{L}+)?) (?:is|are|was|were|costs?|takes?|lasts?)\b/iu;
/** Share of the question's telling words that stand where the sentence was taken from; half of them are often a coincidence. */
const LEAST_ASKED = 0.5;
/** So many telling words say by themselves what is asked, whatever was said before. */
const STANDS_ALONE = 2;
/** Words of a question that are no part of what it is about. */
const ASKING: ReadonlySet<string> = new Set([...AMOUNT_STEMS, ...['possible', 'offer', 'provide'].map(stem)]);

/**
 * Whether a sentence answers with what its passage says of something else: `It costs £32`, asked of a zip and taken from a line on
 * washing. What leans on the question must come from a place that speaks of most of what was asked.
 */
export function saidOfAnother(
  sentence: string,
  { question, asked = '' }: { question: string; asked?: string | undefined },
  stems: readonly string[],
  evidence: Evidence,
): boolean {
  const wanted = tellingStems(question);
  if (wanted.length === 0 || !leans(sentence, wanted)) return false;
  const alone = tellingStems(asked);
  const standsAlone = alone.length >= STANDS_ALONE;
  if (namesStranger(standsAlone ? asked : question, evidence)) return true;
  const { sentences, titleStems } = evidence;
  return !closestTo(stems, sentences).some((source) => {
    const place = around(sentences, sentences.indexOf(source));
    const known = new Set([...place.flatMap((item) => [...item.stems]), ...titleStems]);
    return coverage(wanted, known) > LEAST_ASKED || (standsAlone && coverage(alone, known) > LEAST_ASKED);
  });
}

function tellingStems(question: string): string[] {
  return contentStems(question).filter((item) => !ASKING.has(item));
}

function leans(sentence: string, wanted: readonly string[]): boolean {
  const subject = NAMED_BEFORE.exec(sentence)?.[1];
  return (
    LEANS.test(sentence) || (subject !== undefined && coverage(contentStems(subject), new Set(wanted)) === 1)
  );
}

/** A name inside the question that the passage never says: what it says is of another place or thing. */
function namesStranger(question: string, { stems }: Evidence): boolean {
  const names = question.match(NAMES_OF_STRANGERS) ?? [];
  return names.some((name) => contentStems(name).some((item) => !stems.has(item)));
}

/** A sentence with its neighbours under the same heading. */
function around(sentences: readonly EvidenceSentence[], at: number): EvidenceSentence[] {
  const heading = sentences[at]?.heading;
  return sentences.slice(Math.max(0, at - 1), at + 2).filter((item) => item.heading === heading);
}
