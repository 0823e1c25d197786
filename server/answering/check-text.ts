import type { SearchHit } from '../knowledge/index.ts';
import { checkSentence, type SentenceCheck } from './check-sentence.ts';
import { evidenceOf } from './evidence.ts';
import { withoutCitations } from './reply.ts';
import { splitSentences } from './sentences.ts';

export type CheckTextInput = {
  text: string;
  passages: readonly Pick<SearchHit, 'passageId' | 'titlePath' | 'text'>[];
  question: string;
  /** The last message alone, where `question` has the conversation folded in. */
  asked?: string;
  organisation: string;
};

/** Checks a finished answer sentence by sentence, as a turn does while it is written; citation marks do not count. */
export function checkText({
  text,
  passages,
  question,
  asked,
  organisation,
}: CheckTextInput): SentenceCheck[] {
  const context = { evidence: passages.map(evidenceOf), question, asked, allowedNames: organisation };
  return splitSentences(withoutCitations(text)).map((sentence) => checkSentence(sentence, context));
}
