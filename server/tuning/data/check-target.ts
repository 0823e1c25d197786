import { checkText } from '../../answering/index.ts';
import { capitalised } from '../../base/index.ts';
import { overlap } from './words.ts';

/** A person's own wording shares at least this much of its words with the page, and all its numbers. */
const VOUCHED_WORDS = 1 / 3;

export type TargetInput = { target: string; question: string; organisation: string; prompt: string };

/** Why the help pages in a prompt do not support a target, or undefined when they do. Teaching it would teach to invent. */
export function targetProblem({ target, question, organisation, prompt }: TargetInput): string | undefined {
  const checks = checkText({ text: target, passages: pagesOf(prompt), question, organisation });
  if (checks.length === 0) return 'the answer has no words';
  const failed = checks.find(({ supported }) => !supported);
  return failed && `"${short(failed.sentence)}" is not supported by the help pages: ${failed.reason}`;
}

/**
 * The answer as serving would show it: a person's answer whose `No,` or whose one sentence the check would not let through
 * is taught without it. Undefined where nothing of it is left.
 */
export function shownTarget(input: TargetInput): string | undefined {
  const without = input.target.replace(/^(?:yes|no)[,.:] +/i, '');
  const lead = capitalised(without);
  if (lead !== input.target && targetProblem({ ...input, target: lead }) === undefined) return lead;
  const checks = checkText({ ...input, text: input.target, passages: pagesOf(input.prompt) });
  const supported = checks.filter((check) => check.supported).map(({ sentence }) => sentence);
  return supported.length === 0 ? undefined : supported.join(' ');
}

/**
 * Whether a person's answer rests on a text though not in the way the check of sentences wants it: its numbers stand there,
 * and a third of its words. A person approved it, and what serving shows is still checked.
 */
export function restsOn(text: string, answer: string): boolean {
  const numbers = answer.match(/\d+(?:[.,:]\d+)*/g) ?? [];
  return overlap(text, answer) >= VOUCHED_WORDS && numbers.every((number) => text.includes(number));
}

/** The same of the help pages that a prompt shows: neither its question nor its instructions count. */
export function restsOnPages(prompt: string, answer: string): boolean {
  return restsOn(textOfPages(prompt), answer);
}

/** How much of an answer's words the help pages of its prompt have, 0 to 1. */
export function shareOnPages(prompt: string, answer: string): number {
  return overlap(textOfPages(prompt), answer);
}

function textOfPages(prompt: string): string {
  return pagesOf(prompt)
    .map(({ titlePath, text }) => `${titlePath.join(' ')} ${text}`)
    .join('\n');
}

/** The excerpt that the model reads, heading by heading: not all of the passages, only what stands in the prompt. */
function pagesOf(prompt: string): { passageId: string; titlePath: string[]; text: string }[] {
  const excerpt = /^Help pages:\n\n([\s\S]*)\n\nCustomer: /.exec(prompt)?.[1] ?? '';
  return excerpt.split(/\n\n(?=# )/).map((block, index) => {
    const [heading = '', ...lines] = block.split('\n');
    return {
      passageId: String(index),
      titlePath: [heading.replace(/^# /, '')],
      text: lines.join('\n'),
    };
  });
}

function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
