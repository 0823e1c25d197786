import type { Kysely } from 'kysely';
import type { Database, Store } from '../../store/index.ts';
import type { Checkpoint } from '../training/types.ts';

type Kind = Database['teach_checkpoints']['kind'];
type ReadDeps = { store: Pick<Store, 'db'> };

/** Keeps a checkpoint in place of the earlier one of its kind. */
export async function saveCheckpoint(
  db: Kysely<Database>,
  { runId, kind, checkpoint, at }: { runId: string; kind: Kind; checkpoint: Checkpoint; at: number },
): Promise<void> {
  const content = { ...checkpoint, created_at: at };
  await db
    .insertInto('teach_checkpoints')
    .values({ run_id: runId, kind, ...content })
    .onConflict((conflict) => conflict.columns(['run_id', 'kind']).doUpdateSet(content))
    .execute();
}

export async function findCheckpoint(
  { store }: ReadDeps,
  { runId, kind }: { runId: string; kind: Kind },
): Promise<Checkpoint | undefined> {
  return store.db
    .selectFrom('teach_checkpoints')
    .select(['step', 'adapter', 'moments', 'state'])
    .where('run_id', '=', runId)
    .where('kind', '=', kind)
    .executeTakeFirst();
}

/** @param keep what remains, for instance the final adapter once training is over */
export async function deleteCheckpoints(
  db: Kysely<Database>,
  { runId, keep = [] }: { runId: string; keep?: readonly Kind[] },
): Promise<void> {
  let query = db.deleteFrom('teach_checkpoints').where('run_id', '=', runId);
  if (keep.length > 0) query = query.where('kind', 'not in', keep);
  await query.execute();
}
