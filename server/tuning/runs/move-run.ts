import type { Kysely } from 'kysely';
import { AppError } from '../../base/index.ts';
import type { Database } from '../../store/index.ts';
import { type RunRow, stateOf } from './run.ts';
import { isActive, nextState, type RunAction, type RunState } from './run-states.ts';

/** In the `slot` column of the one run that waits or works. */
export const MACHINE_SLOT = 'machine';

/**
 * Takes a run to the state that follows from an action, in the caller's transaction, with whatever else changes.
 * @throws AppError `conflict` where the action makes no sense in the state it has
 */
export async function moveRun(
  tx: Kysely<Database>,
  row: RunRow,
  { action, at, change = {} }: { action: RunAction; at: number; change?: Partial<RunRow> },
): Promise<RunRow> {
  const state = nextState(stateOf(row), action);
  if (state === undefined) throw refused(stateOf(row), action);
  return tx
    .updateTable('teach_runs')
    .set({
      ...change,
      state,
      slot: isActive(state) ? MACHINE_SLOT : null,
      ended_at: isActive(state) || state === 'paused' ? null : at,
      ...(isActive(state) ? {} : { wish: null }),
      updated_at: at,
    })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

const IS: Record<RunState, string> = {
  waiting: 'waits to begin',
  assembling: 'is gathering its data',
  estimating: 'is being measured',
  training: 'is training',
  preferring: 'is learning corrections',
  weighing: 'is learning from thumbs',
  merging: 'is being made into a version',
  testing: 'is being tested',
  done: 'is done',
  failed: 'has failed',
  paused: 'is paused',
  cancelled: 'was cancelled',
};

function refused(state: RunState, action: RunAction): AppError {
  const verb = typeof action === 'object' ? `begin ${action.begin}` : action;
  return new AppError('conflict', `This run ${IS[state]}, so it cannot ${verb}.`);
}
