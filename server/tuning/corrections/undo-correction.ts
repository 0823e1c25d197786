import { recordAudit } from '../../audit/index.ts';
import { AppError } from '../../base/index.ts';
import { deleteApprovedAnswer, listApprovedAnswers, updateApprovedAnswer } from '../../bots/index.ts';
import { releasePassage } from '../../knowledge/index.ts';
import { retireLesson } from '../lessons/set-lesson-state.ts';
import { retirePair } from '../preference/set-pair-state.ts';
import { deleteTestQuestion } from '../test-questions/get-test-question.ts';
import { type CorrectionId, correctionFromRow, correctionRow, madeOf } from './correction-row.ts';
import { writeFacts } from './fact-document.ts';
import type { Correction, CorrectionDeps, CorrectionRoute, MadeOf } from './types.ts';

/**
 * Takes back all that a correction made; what stood there before stands again. What others deleted meanwhile stays deleted.
 * @throws AppError `not_found`, `conflict` when it is undone already
 */
export async function undoCorrection(
  deps: CorrectionDeps,
  { actor, botId, correctionId }: CorrectionId & { actor: string },
  signal?: AbortSignal,
): Promise<Correction> {
  const row = await deps.store.transact(async (tx) => {
    const before = await correctionRow(tx, { botId, correctionId });
    if (before.state === 'undone') throw new AppError('conflict', 'This correction is undone already.');
    const at = deps.clock.now();
    const change = { state: 'undone', undone_by: actor, updated_at: at } as const;
    await tx.updateTable('corrections').set(change).where('id', '=', correctionId).execute();
    const details = { correctionId, route: before.route };
    await recordAudit(tx, { at, actor, verb: 'undoCorrection', subject: `bot:${botId}`, details });
    return { ...before, ...change };
  });
  await takeBack(deps, { actor, botId, route: row.route, made: madeOf(row) }, signal);
  return correctionFromRow(row);
}

type Made = { actor: string; botId: string; route: CorrectionRoute; made: MadeOf };

export async function takeBack(
  deps: CorrectionDeps,
  { actor, botId, route, made }: Made,
  signal?: AbortSignal,
): Promise<void> {
  const who = { actor, botId };
  if (made.test?.isNew) await unlessGone(deleteTestQuestion(deps, { ...who, testId: made.test.id }));
  if (made.pairId !== undefined) await unlessGone(retirePair(deps, { ...who, pairId: made.pairId }));
  if (made.lessonId !== undefined) await unlessGone(retireLesson(deps, { ...who, lessonId: made.lessonId }));
  if (made.approved !== undefined) await takeBackApproved(deps, who, made.approved);
  if (made.withheld !== undefined) {
    await releasePassage(deps, { ...who, textHash: made.withheld.textHash });
  }
  if (route === 'fact') await writeFacts(deps, who, signal);
}

async function takeBackApproved(
  deps: CorrectionDeps,
  who: { actor: string; botId: string },
  { id, before }: NonNullable<MadeOf['approved']>,
): Promise<void> {
  if (before === undefined) {
    await unlessGone(deleteApprovedAnswer(deps, { ...who, approvedAnswerId: id }));
    return;
  }
  const there = (await listApprovedAnswers(deps, who)).find((item) => item.id === id);
  if (there === undefined) return;
  const change = { approvedAnswerId: id, changes: before, expectedVersion: there.version };
  await updateApprovedAnswer(deps, { ...who, ...change });
}

async function unlessGone(work: Promise<unknown>): Promise<void> {
  await work.catch((thrown: unknown) => {
    if (!(thrown instanceof AppError) || thrown.code !== 'not_found') throw thrown;
  });
}
