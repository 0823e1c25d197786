import {
  type Claims,
  checkText,
  claimsOf,
  contentStems,
  contradiction,
  coverage,
  polarityOf,
  splitSentences,
  withoutCitations,
  yesOrNo,
} from '../../answering/index.ts';
import type { CorrectionAdvice, Passport } from '../../contract/index.ts';

/** Share of its words that a correction may add before it says something new. */
const KNOWN_WORDS = 0.6;
/** Words in common from which a passage's sentence is taken to be about the same thing. */
const SAME_TOPIC = 0.5;

const HELD = 'The documents say so already; the bot is taught to answer like this.';

type Passage = { passageId: string; documentId: string; titlePath: string[]; text: string };

export type AdviceInput = {
  question: string;
  /** What the bot said, and what it should have said. */
  before: string;
  after: string;
  kind: Passport['kind'];
  /** What was found for the question. */
  passages: readonly Passage[];
  /** What the correction itself finds. */
  elsewhere?: readonly Passage[];
  organisation: string;
};

/**
 * Tells by rules where a correction belongs. What is true goes into the documents, unless they hold it already; how to say
 * it is taught; what was fixed is changed there.
 */
export function adviseCorrection(input: AdviceInput): CorrectionAdvice {
  const { question, kind, passages, elsewhere = [], organisation } = input;
  const [before, after] = [withoutCitations(input.before), withoutCitations(input.after)];
  const differences = differencesOf(before, after, question);
  if (kind === 'approved') {
    return { route: 'approved', reason: 'An approved answer was said; it is changed there.', differences };
  }
  const isHeldBy = (pages: readonly Passage[]) => {
    const checks = checkText({ text: withoutLead(after), passages: pages, question, organisation });
    return checks.length > 0 && checks.every(({ supported }) => supported);
  };
  const held = { route: 'lesson' as const, reason: HELD, differences };
  if (isHeldBy(passages)) return held;
  const replaces = wrongPassage(after, question, passages);
  // Where what was found says otherwise, that has to go, whatever another page says.
  if (replaces === undefined && isHeldBy([...passages, ...elsewhere])) return held;
  const fact = { route: 'fact' as const, differences, ...(replaces && { replaces }) };
  if (differences.length > 0) {
    return { ...fact, reason: `No page found for this says so: ${differences.join(', ')}.` };
  }
  const known = new Set(contentStems([before, question, ...passages.map(({ text }) => text)].join(' ')));
  if (kind === 'refusal' || coverage(contentStems(after), known) < KNOWN_WORDS) {
    return { ...fact, reason: 'It says something that no page found for this says.' };
  }
  return { route: 'lesson', reason: 'The same facts in other words: a matter of wording.', differences };
}

/** Claims of the new answer that the old one did not make, and a yes that became a no. */
function differencesOf(before: string, after: string, question: string): string[] {
  const known = [before, question].map(claimsOf);
  const made = claimsOf(after);
  const found = (['links', 'times', 'calendar', 'quantities', 'numbers'] as const).flatMap((kind) =>
    [...made[kind]].filter((claim) => !known.some((claims) => claims[kind].has(claim))),
  );
  const [said, says] = [polarityOf(before), polarityOf(after)];
  const shared = new Set(contentStems(before).filter((stem) => contentStems(after).includes(stem)));
  const [told, tells] = [yesOrNo(before.trim()), yesOrNo(after.trim())];
  const opposite = told !== undefined && tells !== undefined && told !== tells;
  const flipped = opposite ? 'yes / no' : contradiction(says, said, shared);
  const names = namesOf(after).filter((name) => !`${before} ${question}`.includes(name));
  return [...new Set([...found, ...names, ...(flipped === undefined ? [] : [flipped])])];
}

/** Pages seldom say *yes* or *no*; the statement behind it must stand there, denials and all. */
function withoutLead(text: string): string {
  return text.trim().replace(/^(?:yes|no)[,.:;] +/i, '');
}

/** Capitals where no sentence begins; behind a number and a semicolon too, for a correction may change nothing else. */
function namesOf(text: string): string[] {
  return text.match(/(?<=[\p{Ll}\d,;] )\p{Lu}[\p{L}\p{N}-]+/gu) ?? [];
}

/** The passage with a sentence about the same thing that says otherwise, and how it would read corrected. */
function wrongPassage(
  after: string,
  question: string,
  passages: readonly Passage[],
): CorrectionAdvice['replaces'] {
  for (const corrected of splitSentences(after)) {
    const stems = contentStems(corrected).filter((stem) => !/^\d/.test(stem));
    const about = stems.length > 2 ? stems : [...stems, ...contentStems(question)];
    const claims = claimsOf(corrected);
    let best: { passage: Passage; sentence: string; share: number } | undefined;
    for (const passage of passages) {
      for (const sentence of splitSentences(passage.text)) {
        const share = coverage(about, new Set(contentStems(`${passage.titlePath.at(-1) ?? ''} ${sentence}`)));
        if (share < SAME_TOPIC || share <= (best?.share ?? 0)) continue;
        if (saysOtherwise(corrected, claims, sentence, stems)) best = { passage, sentence, share };
      }
    }
    if (best === undefined) continue;
    const { passageId, documentId, text } = best.passage;
    return { passageId, documentId, text, edited: text.replace(best.sentence, () => corrected) };
  }
  return undefined;
}

/** Another value of the same kind, or the opposite. */
function saysOtherwise(
  corrected: string,
  claims: Claims,
  sentence: string,
  stems: readonly string[],
): boolean {
  const known = claimsOf(sentence);
  const differs = (['links', 'times', 'calendar', 'numbers'] as const).some(
    (kind) => known[kind].size > 0 && [...claims[kind]].some((claim) => !known[kind].has(claim)),
  );
  if (differs) return true;
  const there = new Set(contentStems(sentence));
  const shared = new Set(stems.filter((stem) => there.has(stem)));
  return contradiction(polarityOf(corrected), polarityOf(sentence), shared) !== undefined;
}

/** What an answer must say to say what the correction says: its numbers, times and links as they are written. */
export function keyFacts(after: string, differences: readonly string[]): string[] {
  const values = after.match(/[£€$¥]?\d[\d.,:]*\d|[£€$¥]?\d/g) ?? [];
  const wanted = new Set(differences.flatMap((difference) => difference.match(/[\d.:]+/g) ?? []));
  const numbers = values.filter((value) => wanted.has(value.replace(/[£€$¥,]/g, '')));
  const named = differences.filter((difference) => /^\p{Lu}/u.test(difference) && after.includes(difference));
  return [...new Set([...numbers, ...named])];
}

/** Whether an answer says all that a correction says: its values, and most of its words. */
export function claimsAreIn(after: string, said: string): boolean {
  const [wanted, made] = [claimsOf(after), claimsOf(said)];
  const kinds = ['links', 'times', 'calendar', 'numbers'] as const;
  if (!kinds.every((kind) => [...wanted[kind]].every((claim) => made[kind].has(claim)))) return false;
  return coverage(contentStems(after), new Set(contentStems(said))) >= SAME_TOPIC;
}
