import type { TaughtPair } from './types.ts';

/** Words that must begin both questions for the second to be shortened. */
const MIN_SHARED_WORDS = 2;
/** A longer rest is a question of its own. */
const MAX_REST_WORDS = 5;
const MAX_HISTORY_ANSWER_CHARS = 300;

/** The second question as somebody asks it who has just asked the first: shortened where the two differ in one place alone. */
export function followUp(
  first: TaughtPair,
  second: TaughtPair,
): { question: string; history: TaughtPair['history'] } {
  const history = [
    { role: 'user', content: first.question },
    { role: 'assistant', content: first.answer.slice(0, MAX_HISTORY_ANSWER_CHARS) },
  ] as const;
  return { history, question: elliptical(first.question, second.question) ?? withAnd(second.question) };
}

/** `How long does express delivery take?` after `How long does standard delivery take?` is `And express delivery?` */
export function elliptical(first: string, second: string): string | undefined {
  const [one, other] = [wordsOf(first), wordsOf(second)];
  let start = 0;
  while (start < Math.min(one.length, other.length) && same(one[start], other[start])) start += 1;
  let end = 0;
  while (end < Math.min(one.length, other.length) - start && same(one.at(-1 - end), other.at(-1 - end)))
    end += 1;
  const rest = other.slice(start, other.length - end);
  const replaced = one.length - end - start;
  if (start < MIN_SHARED_WORDS || rest.length === 0 || replaced === 0) return undefined;
  if (rest.length + Math.min(end, 1) > MAX_REST_WORDS || end > 3) return undefined;
  if (!/^(?:to|for|in|on|at|with|by|from|the|a|an|my)$/i.test(rest[0] ?? '') && end === 0) return undefined;
  const article = /^(?:the|a|an|my|your)$/i.test(other[start - 1] ?? '') ? [other[start - 1]] : [];
  return `And ${[...article, ...rest].join(' ')}?`;
}

function withAnd(question: string): string {
  const first = /^(\p{L}+)/u.exec(question)?.[1]?.toLowerCase() ?? '';
  if (!/^(?:what|how|when|where|who|which|can|do|does|is|are|may|must|will|should)$/.test(first))
    return question;
  return `And ${question.charAt(0).toLowerCase()}${question.slice(1)}`;
}

function wordsOf(text: string): string[] {
  return text.replace(/[?.!]+$/, '').split(/\s+/);
}

function same(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one.toLowerCase() === other?.toLowerCase();
}
