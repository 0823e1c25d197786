import { recordAudit } from '../../audit/index.ts';
import { pairRow } from './pair-row.ts';
import type { PreferenceDeps, PreferenceId } from './types.ts';

/**
 * Forgets a preference's words. An empty row keeps whose it was and which documents it rested on: what a version learned from has to
 * be found when one of them is erased.
 * @throws AppError `not_found`
 */
export async function deletePair(
  { store, clock }: PreferenceDeps,
  { actor, botId, pairId }: PreferenceId & { actor: string },
): Promise<void> {
  await store.transact(async (tx) => {
    const { version } = await pairRow(tx, { botId, pairId });
    const at = clock.now();
    await tx
      .updateTable('preference_pairs')
      .set({
        messages: '[]',
        question: '',
        chosen: '',
        rejected: '',
        state: 'retired',
        retired_by: actor,
        version: version + 1,
        // The same two answers can be proposed anew.
        content_hash: `deleted ${pairId}`,
        updated_at: at,
        erased_at: at,
      })
      .where('id', '=', pairId)
      .execute();
    const details = { pairId };
    await recordAudit(tx, { at, actor, verb: 'deletePreferencePair', subject: `bot:${botId}`, details });
  });
}
