import type { AnswerKind, Passport } from '../contract/index.ts';

/**
 * The score from which a reply is given without a word of doubt. Measured by hand on organisations that nothing was made with
 * (docs/evaluation.md): of the replies below it some 45 % are right, of those above some 80 %.
 */
const SURE_FROM = 0.8;

/** Whether a reply rests on pages that may well not hold the answer: one that was worded or quoted, with a score only just enough. */
export function isUnsure({ kind, decision }: { kind: AnswerKind; decision: Passport['decision'] }): boolean {
  const restsOnPages = kind === 'model' || kind === 'quote';
  return restsOnPages && decision.outcome === 'answer' && decision.score < SURE_FROM;
}
