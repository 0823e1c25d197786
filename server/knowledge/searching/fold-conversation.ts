import { wordsOf } from '../../base/index.ts';
import type { HistoryMessage } from '../../contract/index.ts';
import type { NamedDocuments } from './named-documents.ts';
import { contentWords, stemOf } from './words.ts';

export type FoldedQuestion = {
  /** The question as it stands alone, to show and to compare answers with. */
  searched: string;
  /** The visitor's words of the turns before, oldest first; empty at the beginning. */
  earlier: string;
  /** The telling words of the turns before, for the search by words; empty when the question stands alone. */
  carried: string;
  /** How much of what was said before counts beside the question, 0 to 1. */
  weight: { vector: number; lexical: number };
};

/** Turns of the visitor looked back to: what was said before that rarely still matters. */
const EARLIER_TURNS = 2;
/** A question with fewer telling words than this leans on what was said before. */
const FEW_WORDS = 4;
const MAX_CARRIED_WORDS = 12;
/**
 * Measured on two sets of dialogues; the optimum is flat. Earlier words only mislead for a question that stands alone, and once
 * the subject is known by name.
 */
const FOLLOW_UP_WEIGHT = { vector: 0.6, lexical: 0.25 };
const STANDALONE_WEIGHT = { vector: 0.3, lexical: 0 };

/** Words that point back. */
const POINTERS = new Set(
  `it its this that these those they them their theirs he him his she her hers one ones there then same such other
   another former latter both either neither else instead`.split(/\s+/),
);
const CONTINUES =
  /^(?:and|but|or|so|ok|okay|also|then|what about|how about|what if|why not|anything else|is that|are they)\b/i;
/** `Do I need a licence too?` */
const ADDS = /\b(?:too|as well|also)[\s?!.]*$/i;

/**
 * Makes a follow-up stand alone, by code: when it points back, continues or is very short, the telling words of the
 * visitor's last two turns and what the conversation is about are carried over. Where a subject is named, its documents are
 * preferred for that, and nothing else needs to be carried.
 */
export function foldConversation(
  question: string,
  history: readonly HistoryMessage[] = [],
  { names, ofSubject }: Pick<NamedDocuments, 'names' | 'ofSubject'> = { names: [], ofSubject: new Set() },
): FoldedQuestion {
  const asked = question.trim();
  const turns = history
    .filter((message) => message.role === 'user')
    .slice(-EARLIER_TURNS)
    .map((message) => message.content);
  const earlier = turns.join('\n');
  if (turns.length === 0) return { searched: asked, earlier, carried: '', weight: { vector: 0, lexical: 0 } };
  if (!needsContext(asked)) return { searched: asked, earlier, carried: '', weight: STANDALONE_WEIGHT };
  const carried = carriedWords(asked, [...turns, ...names]);
  const searched = carried.length === 0 ? asked : `${asked} (${carried.join(' ')})`;
  if (ofSubject.size > 0) return { searched, earlier, carried: '', weight: STANDALONE_WEIGHT };
  return { searched, earlier, carried: carried.join(' '), weight: FOLLOW_UP_WEIGHT };
}

function needsContext(question: string): boolean {
  if (CONTINUES.test(question) || ADDS.test(question)) return true;
  if (wordsOf(question).some((word) => POINTERS.has(word))) return true;
  return contentWords(question).length < FEW_WORDS;
}

/** As written, the latest first, each once, without those that the question has itself. */
function carriedWords(question: string, texts: readonly string[]): string[] {
  const seen = new Set(wordsOf(question).map(stemOf));
  const carried: string[] = [];
  for (const text of [...texts].reverse()) {
    for (const word of text.match(/[\p{L}\p{N}\p{M}][\p{L}\p{N}\p{M}'’-]*/gu) ?? []) {
      const [telling] = contentWords(word);
      if (telling === undefined || seen.has(stemOf(telling))) continue;
      seen.add(stemOf(telling));
      carried.push(word);
    }
  }
  return carried.slice(0, MAX_CARRIED_WORDS);
}

/** The question of a `searched` text, without the words that were carried over. */
export function withoutCarried(searched: string): string {
  return searched.replace(/ \([^()]*\)$/, '');
}
