import { recordAudit } from '../../audit/index.ts';
import type { PreferenceState } from '../../store/index.ts';
import { pairFromRow, pairRow } from './pair-row.ts';
import type { PreferenceDeps, PreferenceId, PreferencePair } from './types.ts';

export type PairStateInput = PreferenceId & {
  actor: string;
  /** When given, the change is refused if somebody else saved in between. */
  expectedVersion?: number;
};

/** Lets a preference be learned; the actor is its reviewer. @throws AppError `not_found`, `conflict` */
export async function approvePair(deps: PreferenceDeps, input: PairStateInput): Promise<PreferencePair> {
  return setState(deps, input, 'approved', 'approvePreferencePair');
}

/** Takes a preference out of what is learned from now on; it is kept. @throws AppError `not_found`, `conflict` */
export async function retirePair(deps: PreferenceDeps, input: PairStateInput): Promise<PreferencePair> {
  return setState(deps, input, 'retired', 'retirePreferencePair');
}

async function setState(
  { store, clock }: PreferenceDeps,
  { actor, botId, pairId, expectedVersion }: PairStateInput,
  state: PreferenceState,
  verb: string,
): Promise<PreferencePair> {
  return store.transact(async (tx) => {
    const before = await pairRow(tx, { botId, pairId }, expectedVersion);
    if (before.state === state) return pairFromRow(before);
    const at = clock.now();
    const version = before.version + 1;
    const row = await tx
      .updateTable('preference_pairs')
      .set({ state, version, updated_at: at, ...decidedBy(actor, state) })
      .where('id', '=', pairId)
      .returningAll()
      .executeTakeFirstOrThrow();
    const details = { pairId, version };
    await recordAudit(tx, { at, actor, verb, subject: `bot:${botId}`, details });
    return pairFromRow(row);
  });
}

function decidedBy(actor: string, state: PreferenceState) {
  return state === 'approved' ? { reviewer: actor, retired_by: null } : { retired_by: actor };
}
