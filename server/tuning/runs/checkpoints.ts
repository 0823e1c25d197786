import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ignoreMissing, writeFileAtomic } from '../../base/index.ts';
import type { Database, Store } from '../../store/index.ts';
import type { Checkpoint } from '../training/types.ts';

export type CheckpointKind = Database['teach_checkpoints']['kind'];

/**
 * The bytes are files: 80 MB for the default model at rank 16, which as a row would hold up every visitor for a second
 * a minute. A row is written once its files are safe, and names them by its step.
 */
type CheckpointDeps = { store: Pick<Store, 'db'>; dataDir: string };

/** Keeps a checkpoint in place of the earlier one of its kind. */
export async function saveCheckpoint(
  deps: CheckpointDeps,
  {
    runId,
    kind,
    checkpoint,
    at,
  }: { runId: string; kind: CheckpointKind; checkpoint: Checkpoint; at: number },
): Promise<void> {
  const { step, adapter, moments, state } = checkpoint;
  const files = filesOf(deps.dataDir, { runId, kind, step });
  await writeFileAtomic(files.adapter, adapter);
  await writeFileAtomic(files.moments, moments);
  const content = {
    step,
    state,
    adapter_bytes: adapter.byteLength,
    moments_bytes: moments.byteLength,
    created_at: at,
  };
  await deps.store.db
    .insertInto('teach_checkpoints')
    .values({ run_id: runId, kind, ...content })
    .onConflict((conflict) => conflict.columns(['run_id', 'kind']).doUpdateSet(content))
    .execute();
  await removeUnnamed(deps, runId);
}

type Named = { runId: string; kind: CheckpointKind };

/** Undefined where there is none, also where its files were lost, as after a restored backup. */
export async function findCheckpoint(
  { store, dataDir }: CheckpointDeps,
  { runId, kind }: Named,
): Promise<Checkpoint | undefined> {
  const row = await findCheckpointRow({ store }, { runId, kind });
  if (row === undefined) return undefined;
  const files = filesOf(dataDir, { runId, kind, step: row.step });
  const adapter = await readFile(files.adapter).catch(ignoreMissing);
  const moments = await readFile(files.moments).catch(ignoreMissing);
  if (adapter?.byteLength !== row.adapter_bytes || moments?.byteLength !== row.moments_bytes)
    return undefined;
  return { step: row.step, state: row.state, adapter, moments };
}

/** Whether `findCheckpoint` would find it, without reading it. */
export async function isCheckpointWhole(
  { store, dataDir }: CheckpointDeps,
  { runId, kind }: Named,
): Promise<boolean> {
  const row = await findCheckpointRow({ store }, { runId, kind });
  if (row === undefined) return false;
  const files = filesOf(dataDir, { runId, kind, step: row.step });
  const adapter = await stat(files.adapter).catch(ignoreMissing);
  const moments = await stat(files.moments).catch(ignoreMissing);
  return adapter?.size === row.adapter_bytes && moments?.size === row.moments_bytes;
}

/** What is known of a checkpoint without its files. */
export async function findCheckpointRow(
  { store }: Pick<CheckpointDeps, 'store'>,
  { runId, kind }: Named,
): Promise<Database['teach_checkpoints'] | undefined> {
  return await store.db
    .selectFrom('teach_checkpoints')
    .selectAll()
    .where('run_id', '=', runId)
    .where('kind', '=', kind)
    .executeTakeFirst();
}

/** @param keep what remains, such as the final adapter once training is over */
export async function deleteCheckpoints(
  deps: CheckpointDeps,
  { runId, keep = [] }: { runId: string; keep?: readonly CheckpointKind[] },
): Promise<void> {
  let query = deps.store.db.deleteFrom('teach_checkpoints').where('run_id', '=', runId);
  if (keep.length > 0) query = query.where('kind', 'not in', keep);
  await query.execute();
  await removeUnnamed(deps, runId);
}

/** Files that no row names: of earlier checkpoints, or of one that a crash left half done. */
async function removeUnnamed({ store, dataDir }: CheckpointDeps, runId: string): Promise<void> {
  const rows = await store.db
    .selectFrom('teach_checkpoints')
    .select(['kind', 'step'])
    .where('run_id', '=', runId)
    .execute();
  const folder = folderOf(dataDir, runId);
  if (rows.length === 0) return rm(folder, { recursive: true, force: true });
  const named = new Set(rows.flatMap((row) => Object.values(filesOf(dataDir, { runId, ...row }))));
  for (const name of (await readdir(folder).catch(ignoreMissing)) ?? []) {
    const path = join(folder, name);
    if (!named.has(path)) await rm(path, { force: true });
  }
}

function filesOf(
  dataDir: string,
  { runId, kind, step }: { runId: string; kind: CheckpointKind; step: number },
) {
  const stem = join(folderOf(dataDir, runId), `${kind}-${step}`);
  return { adapter: `${stem}.adapter.safetensors`, moments: `${stem}.moments.safetensors` };
}

function folderOf(dataDir: string, runId: string): string {
  return join(dataDir, 'runs', runId);
}
