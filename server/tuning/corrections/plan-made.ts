import { newId } from '../../base/index.ts';
import { listApprovedAnswers } from '../../bots/index.ts';
import { listPassages, textHash } from '../../knowledge/index.ts';
import type { CorrectionPlan } from './make-correction.ts';
import type { CorrectionDeps, CorrectionRoute, MadeOf } from './types.ts';

export type PlannedMade = MadeOf & Required<Pick<MadeOf, 'test'>>;

/**
 * What a correction is about to make, and what stands there before. It is recorded before anything is made, ids and all, so that
 * whatever a crash leaves half done can be found and taken back.
 */
export async function planMade(
  deps: Pick<CorrectionDeps, 'store' | 'clock'>,
  plan: CorrectionPlan & { route: CorrectionRoute },
): Promise<PlannedMade> {
  const test = { id: newId('test'), isNew: true };
  switch (plan.route) {
    case 'fact':
      return { ...(await planWithheld(deps, plan)), test };
    case 'approved':
      return { approved: await planApproved(deps, plan), test };
    case 'lesson':
      return { lessonId: newId('lesson'), pairId: newId('pref'), test };
  }
}

/** Which passage a fact takes the place of; null: of none. */
export function replacedBy({ advice, replaces }: CorrectionPlan): string | null {
  return replaces === undefined ? (advice.replaces?.passageId ?? null) : replaces;
}

async function planWithheld(
  deps: Pick<CorrectionDeps, 'store'>,
  plan: CorrectionPlan,
): Promise<Pick<MadeOf, 'withheld'>> {
  const id = replacedBy(plan);
  if (id === null) return {};
  const [passage] = await listPassages(deps, { botId: plan.botId, ids: [id] });
  if (passage === undefined) return {};
  return { withheld: { textHash: textHash(passage.text), documentId: passage.documentId } };
}

/** The approved answer that was said or that this question has; else a new one. */
async function planApproved(
  deps: Pick<CorrectionDeps, 'store' | 'clock'>,
  { botId, given, question }: CorrectionPlan,
): Promise<NonNullable<MadeOf['approved']>> {
  const known = await listApprovedAnswers(deps, { botId });
  const saidId = given.passport.approved?.id;
  const there =
    known.find(({ id }) => id === saidId) ??
    known.find((item) => [item.question, ...item.paraphrases].includes(question));
  if (there === undefined) return { id: newId('approved') };
  const { id, version, answer, paraphrases } = there;
  return { id, before: { answer, paraphrases, version } };
}
