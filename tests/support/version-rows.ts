import type { Store } from '../../server/store/index.ts';

/** A version as the database keeps it, of an adapter that no test merges. */
export async function insertVersionRow(
  { db }: Pick<Store, 'db'>,
  { botId, id, runId = null, dataSetId = null }: VersionRow,
): Promise<void> {
  const at = { created_at: 1 };
  await db
    .insertInto('version_weights')
    .values({
      id,
      base_id: 'smollm2-135m-instruct',
      base_sha256: 'b'.repeat(64),
      rank: 8,
      alpha: 16,
      adapter: Buffer.from([1, 2, 3]),
      adapter_bytes: 3,
      merged_sha256: 'c'.repeat(64),
      converter: 1,
      ...at,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  await db
    .insertInto('model_versions')
    .values({
      bot_id: botId,
      id,
      state: 'candidate',
      recipe: null,
      data_set_id: dataSetId,
      run_id: runId,
      step: null,
      held_out_loss: null,
      author: 'system:test',
      retired_reason: null,
      updated_at: 1,
      ...at,
    })
    .execute();
}

type VersionRow = { botId: string; id: string; runId?: string | null; dataSetId?: string | null };
