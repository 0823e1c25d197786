import type { ApprovedAnswer, NewApprovedAnswer } from '../../queries/approved.ts';

/** An approved answer as it stands in the form. */
export type ApprovedDraft = {
  question: string;
  answer: string;
  /** One a line. */
  paraphrases: string;
  owner: string;
  /** Last day on which it is said, `2026-12-31`, or empty. */
  lastDay: string;
};

export const EMPTY_APPROVED: ApprovedDraft = {
  question: '',
  answer: '',
  paraphrases: '',
  owner: '',
  lastDay: '',
};

export function draftOfApproved(answer: ApprovedAnswer): ApprovedDraft {
  return {
    question: answer.question,
    answer: answer.answer,
    paraphrases: answer.paraphrases.join('\n'),
    owner: answer.owner,
    lastDay: answer.expiresAt === null ? '' : new Date(answer.expiresAt).toISOString().slice(0, 10),
  };
}

/** An owner left empty is whoever saves. */
export function approvedOf({ owner, lastDay, ...draft }: ApprovedDraft): NewApprovedAnswer {
  return {
    question: draft.question,
    answer: draft.answer,
    paraphrases: draft.paraphrases.split('\n').filter((line) => line.trim() !== ''),
    expiresAt: lastDay === '' ? null : Date.parse(`${lastDay}T23:59:59.999Z`),
    ...(owner.trim() === '' ? {} : { owner: owner.trim() }),
  };
}
