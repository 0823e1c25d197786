import { AppError } from '../../base/index.ts';
import { deleteApprovedAnswer, listApprovedAnswers, updateApprovedAnswer } from '../../bots/index.ts';
import { releasePassage } from '../../knowledge/index.ts';
import { deleteLesson } from '../lessons/delete-lesson.ts';
import { retireLesson } from '../lessons/set-lesson-state.ts';
import { retirePair } from '../preference/set-pair-state.ts';
import { deleteTestQuestion } from '../test-questions/get-test-question.ts';
import { writeFacts } from './fact-document.ts';
import type { CorrectionDeps, CorrectionRoute, MadeOf } from './types.ts';

type Made = {
  actor: string;
  botId: string;
  route: CorrectionRoute;
  made: MadeOf;
  /**
   * Set where it never came to its end: what it answers. A lesson of it goes, and an approved answer is left alone where
   * somebody else has written another.
   */
  unfinished?: { after: string };
};

/** Takes back what a correction made, as far as it is there: what it had planned only, or others deleted, is gone already. */
export async function takeBack(
  deps: CorrectionDeps,
  { actor, botId, route, made, unfinished }: Made,
  signal?: AbortSignal,
): Promise<void> {
  const who = { actor, botId };
  const { test, pairId, lessonId, approved, withheld } = made;
  if (test?.isNew) await unlessGone(deleteTestQuestion(deps, { ...who, testId: test.id }));
  if (pairId !== undefined) await unlessGone(retirePair(deps, { ...who, pairId }));
  if (lessonId !== undefined) {
    const remove = unfinished === undefined ? retireLesson : deleteLesson;
    await unlessGone(remove(deps, { ...who, lessonId }));
  }
  if (approved !== undefined) await takeBackApproved(deps, who, approved, unfinished);
  if (withheld !== undefined) await releasePassage(deps, { ...who, textHash: withheld.textHash });
  if (route === 'fact') await writeFacts(deps, who, signal);
}

async function takeBackApproved(
  deps: CorrectionDeps,
  who: { actor: string; botId: string },
  { id, before }: NonNullable<MadeOf['approved']>,
  unfinished: Made['unfinished'],
): Promise<void> {
  if (before === undefined) {
    await unlessGone(deleteApprovedAnswer(deps, { ...who, approvedAnswerId: id }));
    return;
  }
  const there = (await listApprovedAnswers(deps, who)).find((item) => item.id === id);
  if (there === undefined || (unfinished && unfinished.after !== there.answer)) return;
  const { answer, paraphrases } = before;
  const change = { approvedAnswerId: id, changes: { answer, paraphrases }, expectedVersion: there.version };
  await updateApprovedAnswer(deps, { ...who, ...change });
}

async function unlessGone(work: Promise<unknown>): Promise<void> {
  await work.catch((thrown: unknown) => {
    if (!(thrown instanceof AppError) || thrown.code !== 'not_found') throw thrown;
  });
}
