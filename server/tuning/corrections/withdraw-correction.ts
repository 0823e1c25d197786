import type { CorrectionTable } from '../../store/index.ts';
import { madeOf } from './correction-row.ts';
import { takeBack } from './take-back.ts';
import type { CorrectionDeps } from './types.ts';

export type BrokenOff = Pick<CorrectionTable, 'id' | 'bot_id' | 'route' | 'made' | 'after'>;

/** Takes back a correction that did not come to its end, as if it had never been; running it twice is harmless. */
export async function withdraw(
  deps: CorrectionDeps,
  row: BrokenOff & { actor: string },
  signal?: AbortSignal,
): Promise<void> {
  const { id, actor, bot_id: botId, route, after } = row;
  const { db } = deps.store;
  await db
    .updateTable('corrections')
    .set({ state: 'failed', updated_at: deps.clock.now() })
    .where('id', '=', id)
    .execute();
  await orLetGo(deps, id, async () => {
    await takeBack(deps, { actor, botId, route, made: madeOf(row), unfinished: { after } }, signal);
    await db.deleteFrom('corrections').where('id', '=', id).where('state', '=', 'failed').execute();
  });
}

/** Where the work fails, whoever looks next for what was left behind takes it up. */
export async function orLetGo(
  { store }: Pick<CorrectionDeps, 'store'>,
  correctionId: string,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    await store.db.updateTable('corrections').set({ held_by: null }).where('id', '=', correctionId).execute();
    throw thrown;
  }
}
