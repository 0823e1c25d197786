import type { HistoryMessage } from '../../contract/index.ts';
import type { TestQuestion } from '../test-questions/types.ts';

/** What is asked, with all that tells it from what sounds alike; what is not known is left out. */
export type Asked = {
  question: string;
  /** What was said before, oldest first. */
  history?: readonly HistoryMessage[];
  answer?: string;
  /** Names of the documents that hold the answer. */
  documents?: readonly string[];
};

/** A question of which no more is known is a text. */
export type Askable = string | Asked;

export function askedBy(askable: Askable): Asked {
  return typeof askable === 'string' ? { question: askable } : askable;
}

/** Without an ideal answer its key facts tell what is expected. */
export function askedByTest(test: TestQuestion): Asked {
  const { question, history, reference, mustInclude, goldDocuments: documents } = test;
  const answer = reference ?? mustInclude.join(' ');
  return { question, history, documents, ...(answer !== '' && { answer }) };
}

/** What visitors said before it. */
export function turnsBefore({ history = [] }: Asked): string[] {
  return history.filter(({ role }) => role === 'user').map(({ content }) => content);
}

/** A question with what was said right before it, on which it leans. */
export function withLastExchange({ question, history = [] }: Asked): string {
  return [...history.slice(-2).map(({ content }) => content), question].join(' ');
}
