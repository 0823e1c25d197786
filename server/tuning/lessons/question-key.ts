import { createHash } from 'node:crypto';
import type { HistoryMessage } from '../../contract/index.ts';

/**
 * Words and numbers in order, without case, marks and punctuation: what makes two texts the same to a reader. Keys of it are
 * stored, so that it goes on parting words at apostrophes, unlike `wordsOf`.
 */
export function normalisedText(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{M}]+/gu);
  return words?.join(' ') ?? text.trim();
}

/**
 * What a question is recognised by, as a lesson and as a test: its words after those of the visitor before it. What the
 * bot said in between may differ. @returns SHA-256, hex
 */
export function questionKey(question: string, history: readonly HistoryMessage[] = []): string {
  const asked = history.filter(({ role }) => role === 'user').map(({ content }) => normalisedText(content));
  return sha256([...asked, normalisedText(question)]);
}

/** What a whole lesson is recognised by. @returns SHA-256, hex */
export function contentHash({ history, question, answer, context, task }: ContentWords): string {
  const turns = history.map(({ role, content }) => `${role} ${normalisedText(content)}`);
  return sha256([turns, ...[question, answer, context ?? '', task ?? ''].map(normalisedText)]);
}

type ContentWords = {
  history: readonly HistoryMessage[];
  question: string;
  answer: string;
  context?: string | undefined;
  task?: string | undefined;
};

function sha256(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
