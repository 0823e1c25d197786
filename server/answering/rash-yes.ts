import { capitalised } from '../base/index.ts';
import { coverage, stemSet } from './words.ts';

const LIMIT = /\b(?:only|never)\b/i;
/** Told to leave something, nobody has been told yes. */
const FORBIDS = /^yes,? (?:please )?(?:stop|never|not|avoid|do not|don['’]t)\b/i;
/** Asked without a `not`, a yes to what is not so is none. */
const DENIES = /\b(?:(?:is|are|was|were|do|does|did|can|will|has|have)(?: not\b|n['’]t\b)|cannot\b)/i;
const ASKS_WHETHER_TO = /\b(?:should|must|need to|have to|stop|leave|avoid)\b/i;

/**
 * `Yes, to mainland addresses only`, asked of abroad, `Yes, stop using it`, asked whether it is safe, or `Yes, the rooms are not
 * heated`: what stands is no yes, and is left without it. `stems` are those of the question.
 */
export function withoutRashYes(
  sentence: string,
  { question, stems }: { question: string; stems: readonly string[] },
): string {
  const rest = /^yes,? (?=.)/i.exec(sentence);
  if (rest === null) return sentence;
  const forbids = FORBIDS.test(sentence) && !ASKS_WHETHER_TO.test(question);
  const limits = LIMIT.test(sentence) && coverage(stems, stemSet(sentence)) < 1;
  const denies = DENIES.test(sentence) && !DENIES.test(question);
  if (!(forbids || limits || denies)) return sentence;
  return capitalised(sentence.slice(rest[0].length));
}
