import { recordAudit } from '../../audit/index.ts';
import { AppError } from '../../base/index.ts';
import type { CorrectionTable } from '../../store/index.ts';
import { type CorrectionId, correctionFromRow, correctionRow, madeOf } from './correction-row.ts';
import { takeBack } from './take-back.ts';
import type { Correction, CorrectionDeps } from './types.ts';
import { orLetGo } from './withdraw-correction.ts';

/**
 * Takes back all that a correction made; what stood there before stands again. What others deleted meanwhile stays deleted.
 * Where it breaks off, it can be asked for again, and is brought to its end by the next look for what was left behind.
 * @throws AppError `not_found`, `conflict` when it is undone already
 */
export async function undoCorrection(
  deps: CorrectionDeps,
  { actor, botId, correctionId }: CorrectionId & { actor: string },
  signal?: AbortSignal,
): Promise<Correction> {
  using _held = await deps.lease.hold();
  const row = await deps.store.transact(async (tx) => {
    const before = await correctionRow(tx, { botId, correctionId });
    if (before.state === 'undone') throw new AppError('conflict', 'This correction is undone already.');
    if (before.state === 'applying' || before.state === 'failed') {
      throw new AppError('conflict', 'This correction is still being made. Try again in a moment.');
    }
    const at = deps.clock.now();
    const held_by = deps.lease.id;
    const change = { state: 'undoing', undone_by: actor, held_by, updated_at: at } as const;
    await tx.updateTable('corrections').set(change).where('id', '=', correctionId).execute();
    const details = { correctionId, route: before.route };
    await recordAudit(tx, { at, actor, verb: 'undoCorrection', subject: `bot:${botId}`, details });
    return { ...before, ...change };
  });
  await finishUndo(deps, { ...row, actor }, signal);
  return correctionFromRow({ ...row, state: 'undone' });
}

/** Running it twice is harmless. */
export async function finishUndo(
  deps: CorrectionDeps,
  row: Pick<CorrectionTable, 'id' | 'bot_id' | 'route' | 'made'> & { actor: string },
  signal?: AbortSignal,
): Promise<void> {
  const { id, actor, bot_id: botId, route } = row;
  await orLetGo(deps, id, async () => {
    await takeBack(deps, { actor, botId, route, made: madeOf(row) }, signal);
    await deps.store.db
      .updateTable('corrections')
      .set({ state: 'undone', held_by: null, updated_at: deps.clock.now() })
      .where('id', '=', id)
      .execute();
  });
}
