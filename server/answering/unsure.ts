import type { AnswerKind, Passport } from '../contract/index.ts';

/**
 * The score from which a reply is given without a word of doubt. At organisations that nothing was made with, a line that answers was
 * ranked first three in 79 and 80 % of the questions answered from there on, in 30 and 39 % of those below (docs/evaluation.md).
 * What a reading says moves the scores, so each has its own.
 */
const SURE_FROM = { read: 0.9, unread: 0.8 };

/** Whether a reply rests on pages that may well not hold the answer: one that was worded or quoted, with a score that is not high. */
export function isUnsure({ kind, decision }: { kind: AnswerKind; decision: Passport['decision'] }): boolean {
  const restsOnPages = kind === 'model' || kind === 'quote';
  const sureFrom = decision.reading === undefined ? SURE_FROM.unread : SURE_FROM.read;
  return restsOnPages && decision.outcome === 'answer' && decision.score < sureFrom;
}
