import type { Clock } from '../../base/index.ts';
import type { Store } from '../../store/index.ts';
import { assertMayChange, type FlagJudge, type FlagPlace, recordFlag, requireFlag } from './flag-row.ts';

/**
 * Takes a flag back: whoever set it, and who may change those of others.
 * @throws AppError `not_found` where there is none, `forbidden` where a colleague set it
 */
export async function unflagAnswer(
  { store, clock }: { store: Store; clock: Clock },
  input: FlagPlace & FlagJudge,
): Promise<void> {
  const { actor, messageId } = input;
  await store.transact(async (tx) => {
    assertMayChange(await requireFlag(tx, input), input);
    await tx.deleteFrom('flagged_answers').where('message_id', '=', messageId).execute();
    await recordFlag(tx, input, { at: clock.now(), actor, verb: 'unflagAnswer' });
  });
}
