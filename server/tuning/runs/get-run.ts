import type { RunDetailBody } from '../../contract/index.ts';
import { listPoints } from './points.ts';
import { type Run, type RunDeps, readRunRow, runFromRow } from './run.ts';

const MAX_LISTED = 200;

type ReadDeps = Pick<RunDeps, 'store'>;

/** A run with its curve. @throws AppError `not_found`, also for a run of another bot */
export async function getRun(
  { store }: ReadDeps,
  input: { runId: string; botId?: string | undefined },
): Promise<RunDetailBody> {
  const run = runFromRow(await readRunRow(store.db, input));
  return { ...run, points: await listPoints({ store }, { runId: run.id }) };
}

/** Newest first; of every bot where none is named. */
export async function listRuns({ store }: ReadDeps, { botId }: { botId?: string } = {}): Promise<Run[]> {
  let query = store.db
    .selectFrom('teach_runs')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(MAX_LISTED);
  if (botId !== undefined) query = query.where('bot_id', '=', botId);
  return (await query.execute()).map(runFromRow);
}
