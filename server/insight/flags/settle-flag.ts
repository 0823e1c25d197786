import type { Clock } from '../../base/index.ts';
import type { AnswerFlag, FlagChange } from '../../contract/index.ts';
import type { Store } from '../../store/index.ts';
import { answerFlagOf, type FlagPlace, recordFlag, requireFlag } from './flag-row.ts';

export type SettleFlagInput = FlagPlace & FlagChange & { actor: string; name: string };

/** Says that a marked answer is put right, by whatever means, or is not after all. @throws AppError `not_found` */
export async function settleFlag(
  { store, clock }: { store: Store; clock: Clock },
  input: SettleFlagInput,
): Promise<AnswerFlag> {
  const { actor, name, settled, messageId } = input;
  const at = clock.now();
  return await store.transact(async (tx) => {
    await requireFlag(tx, input);
    const change = settled
      ? { settled_by: actor, settled_by_name: name, settled_at: at }
      : { settled_by: null, settled_by_name: null, settled_at: null };
    await tx.updateTable('flagged_answers').set(change).where('message_id', '=', messageId).execute();
    const entry = settled ? { verb: 'settleFlag' } : { verb: 'reopenFlag' };
    await recordFlag(tx, input, { at, actor, ...entry });
    return answerFlagOf(await requireFlag(tx, input));
  });
}
