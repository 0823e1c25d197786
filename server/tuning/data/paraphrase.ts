import { chance, pick } from './chance.ts';

type Change = (text: string, seed: number) => string;

const OPENINGS = ['Hi, ', 'Hello, ', 'Quick question: ', 'Hi there, '] as const;
const CLOSINGS = [' Thanks', ' thank you', ' Please let me know.'] as const;
/** Words that people leave out when they type in a hurry. */
const SPARED = /\b(?:the|a|an|my|your)\s+/gi;
/** Long enough that a slip of the finger leaves it readable. */
const MIN_TYPO_WORD = 6;

/** Ways in which people type the same question. None changes a number, a name or what is asked. */
const CHANGES: readonly [Change, ...Change[]] = [
  (text) => lowered(text.replace(/[?.!]+$/, '')),
  (text, seed) => `${pick(OPENINGS, seed, 'opening', text)}${startedLow(text)}`,
  (text, seed) => `${text}${pick(CLOSINGS, seed, 'closing', text)}`,
  (text) => lowered(text.replace(SPARED, '').replace(/[?.!]+$/, '')),
  mistyped,
  (text, seed) => lowered(mistyped(text, seed)),
];

/** The question in other words, or undefined where nothing can safely be changed. */
export function paraphrase(question: string, seed: number): string | undefined {
  const changed = pick(CHANGES, seed, question)(question, seed).trim();
  return changed === question ? undefined : changed;
}

function lowered(text: string): string {
  return text.toLowerCase();
}

function startedLow(text: string): string {
  return /^(?:I\b|I['’]|\p{Lu}{2})/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

/** Two letters inside one long, plain word change places. */
function mistyped(text: string, seed: number): string {
  const words = [...text.matchAll(/(?<![\p{L}\p{N}])\p{Ll}+(?![\p{L}\p{N}'’-])/gu)].filter(
    ([word]) => word.length >= MIN_TYPO_WORD,
  );
  const chosen = words[Math.floor(chance(seed, 'typo', text) * words.length)];
  if (chosen === undefined) return text;
  const at = chosen.index + 1 + Math.floor(chance(seed, 'letter', text) * (chosen[0].length - 3));
  return `${text.slice(0, at)}${text[at + 1] ?? ''}${text[at] ?? ''}${text.slice(at + 2)}`;
}
