import type { CorrectionAdvice, CorrectionRoute, NewCorrection } from '../../queries/corrections.ts';

/** What is chosen in the dialog's second step. */
export type CorrectionDraft = {
  route: CorrectionRoute;
  question: string;
  /** Of a fact, where it takes the place of the passage that is wrong. */
  passage: string;
  takeOut: boolean;
  /** Of a lesson: the same question in other words. */
  testQuestion: string;
  approve: boolean;
  mustPass: boolean;
};

export function draftOfAdvice({ route, replaces }: CorrectionAdvice, question: string): CorrectionDraft {
  return {
    route,
    question,
    passage: replaces?.edited ?? '',
    takeOut: replaces !== undefined,
    testQuestion: '',
    approve: false,
    mustPass: true,
  };
}

/** Only what the chosen way needs. */
export function correctionOf(
  draft: CorrectionDraft,
  { replaces }: CorrectionAdvice,
): Omit<NewCorrection, 'answerId' | 'answer'> {
  const { route, mustPass } = draft;
  const question = draft.question.trim();
  if (route === 'lesson') {
    return { route, question, testQuestion: draft.testQuestion.trim(), approve: draft.approve };
  }
  if (route === 'approved') return { route, question, mustPass };
  if (replaces === undefined || !draft.takeOut) return { route, question, mustPass, replaces: null };
  return { route, question, mustPass, replaces: replaces.passageId, passage: draft.passage.trim() };
}
