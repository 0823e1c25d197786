import type { ExpressionBuilder } from 'kysely';
import { runEvery } from '../../base/index.ts';
import { isLeftBehind } from '../../jobs/index.ts';
import type { Database } from '../../store/index.ts';
import type { CorrectionDeps } from './types.ts';
import { finishUndo } from './undo-correction.ts';
import { withdraw } from './withdraw-correction.ts';

const EVERY_MS = 60_000;
const ACTOR = 'system:recovery';

/** Puts corrections right whose process was killed, now and until disposed. */
export function runCorrectionClock(deps: CorrectionDeps, everyMs = EVERY_MS): AsyncDisposable {
  return runEvery({ everyMs, log: deps.log, failure: 'corrections-not-recovered' }, (signal) =>
    recoverCorrections(deps, signal),
  );
}

/**
 * After a crash: a correction that was being made is taken back, one that was being undone is undone. Those that a living
 * process is at stay.
 * @returns how many were put right
 */
export async function recoverCorrections(deps: CorrectionDeps, signal?: AbortSignal): Promise<number> {
  const { store, clock, lease, log } = deps;
  const at = clock.now();
  const isLeft = (e: ExpressionBuilder<Database, 'corrections'>) =>
    e.and([
      e('state', 'in', ['applying', 'failed', 'undoing']),
      isLeftBehind(store.db, { own: lease.id, at }),
    ]);
  const left = await store.db
    .selectFrom('corrections')
    .select('id')
    .where(isLeft)
    .orderBy('sequence')
    .execute();
  let count = 0;
  for (const { id } of left) {
    signal?.throwIfAborted();
    using _held = await lease.hold();
    const claim = store.db.updateTable('corrections').set({ held_by: lease.id });
    const row = await claim.where('id', '=', id).where(isLeft).returningAll().executeTakeFirst();
    if (row === undefined) continue;
    try {
      if (row.state === 'undoing') await finishUndo(deps, { ...row, actor: row.undone_by ?? ACTOR }, signal);
      else await withdraw(deps, { ...row, actor: ACTOR }, signal);
      count += 1;
    } catch (error) {
      log.error('correction-not-taken-back', { correctionId: id, error });
    }
  }
  if (count > 0) log.warn('corrections-recovered', { count });
  return count;
}
