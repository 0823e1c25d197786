import type { HistoryMessage } from '../../contract/index.ts';
import { contentWords, stemOf, wordsOf } from './words.ts';

export type FoldedQuestion = {
  /** What is searched: the question, and what it leaves unsaid. */
  searched: string;
  /** The visitor's words of the turns before, newest last; empty at the beginning. */
  earlier: string[];
  /** True when the question cannot be understood alone. */
  isFollowUp: boolean;
};

/** Turns of the visitor looked back to: what was said before rarely still matters. */
const EARLIER_TURNS = 2;
/** A question with fewer telling words than this leans on what was said before. */
const FEW_WORDS = 4;
const MAX_CARRIED_WORDS = 12;

/** Words that point back. */
const POINTERS = new Set(
  `it its it's that this these those they them their theirs he him his she her hers one ones there then same such other
   another former latter both either neither else instead`.split(/\s+/),
);
const CONTINUES =
  /^(?:and|but|or|so|ok|okay|also|then|what about|how about|what if|why not|which|anything else|is that|are they)\b/i;

/**
 * Makes a follow-up stand alone, by code: when it points back, continues or is very short, the telling words of the
 * visitor's last two turns are carried over, names first.
 */
export function foldConversation(question: string, history: readonly HistoryMessage[] = []): FoldedQuestion {
  const earlier = history
    .filter((message) => message.role === 'user')
    .slice(-EARLIER_TURNS)
    .map((message) => message.content);
  const isFollowUp = earlier.length > 0 && needsContext(question);
  if (!isFollowUp) return { searched: question.trim(), earlier, isFollowUp };
  const carried = carriedWords(question, earlier);
  const searched = carried.length === 0 ? question.trim() : `${question.trim()} (${carried.join(' ')})`;
  return { searched, earlier, isFollowUp };
}

function needsContext(question: string): boolean {
  const words = wordsOf(question);
  if (CONTINUES.test(question.trim())) return true;
  if (words.some((word) => POINTERS.has(word))) return true;
  return contentWords(question).length < FEW_WORDS;
}

/** As written, newest turn first, each once, without those that the question has itself. */
function carriedWords(question: string, earlier: readonly string[]): string[] {
  const seen = new Set(wordsOf(question).map(stemOf));
  const carried: string[] = [];
  for (const turn of [...earlier].reverse()) {
    for (const word of turn.match(/[\p{L}\p{N}\p{M}][\p{L}\p{N}\p{M}'’-]*/gu) ?? []) {
      const [telling] = contentWords(word);
      if (telling === undefined || seen.has(stemOf(telling))) continue;
      seen.add(stemOf(telling));
      carried.push(word);
    }
  }
  return carried.slice(0, MAX_CARRIED_WORDS);
}
