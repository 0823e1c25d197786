import type { Kysely } from 'kysely';
import { recordAudit } from '../../audit/index.ts';
import { AppError } from '../../base/index.ts';
import type { Database } from '../../store/index.ts';
import { preferenceOf } from '../runs/run.ts';
import { pairRow } from './pair-row.ts';
import type { PreferenceDeps, PreferenceId } from './types.ts';

/**
 * Forgets a preference's words. An empty row keeps whose it was and which documents it rested on: what a version learned from has to
 * be found when one of them is erased.
 * @throws AppError `not_found`, `conflict` while a run is still to learn from it
 */
export async function deletePair(
  { store, clock }: PreferenceDeps,
  { actor, botId, pairId }: PreferenceId & { actor: string },
): Promise<void> {
  await store.transact(async (tx) => {
    const { version } = await pairRow(tx, { botId, pairId });
    await requireUnplanned(tx, { botId, pairId });
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

/** The rows of a run are fixed before it begins, and it could neither go on without one nor be resumed, not even one that failed. */
async function requireUnplanned(tx: Kysely<Database>, { botId, pairId }: PreferenceId): Promise<void> {
  const runs = await tx
    .selectFrom('teach_runs')
    .select(['id', 'state', 'preference'])
    .where('bot_id', '=', botId)
    .where('state', 'not in', ['done', 'cancelled'])
    .execute();
  const waiting = runs.find((run) => {
    const step = preferenceOf(run);
    if (step === undefined || step.outcome !== undefined) return false;
    return step.plan.train.includes(pairId) || step.plan.heldOut.includes(pairId);
  });
  if (waiting === undefined) return;
  throw new AppError(
    'conflict',
    waiting.state === 'failed'
      ? `The run "${waiting.id}" failed before it was done with this preference, and learns from it when it is resumed. Cancel the run first, then delete this.`
      : `The run "${waiting.id}" is still to learn from this preference. Delete it once the run is done, or cancel the run first.`,
  );
}
