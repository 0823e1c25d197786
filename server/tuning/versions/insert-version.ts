import type { Kysely } from 'kysely';
import { recordAudit } from '../../audit/index.ts';
import type { Adapter } from '../../models/index.ts';
import type { Database } from '../../store/index.ts';
import type { LessonDecision } from '../decision/lesson-decision.ts';
import type { Recipe } from '../training/types.ts';

export type NewVersion = {
  at: number;
  actor: string;
  botId: string;
  id: string;
  base: { id: string; sha256: string };
  adapter: Adapter;
  merged: { sha256: string; converter: number };
  recipe: Recipe | null;
  dataSetId: string | null;
  runId: string | null;
  step: number | null;
  heldOutLoss: number | null;
  decision: LessonDecision | null;
  author: string;
};

/** Adds a version to a bot that does not have it, and its weights where no bot has them, in the caller's transaction. */
export async function insertVersion(tx: Kysely<Database>, version: NewVersion): Promise<void> {
  const { at, actor, botId, id, base, adapter, merged } = version;
  await tx
    .insertInto('version_weights')
    .values({
      id,
      base_id: base.id,
      base_sha256: base.sha256,
      rank: adapter.rank,
      alpha: adapter.alpha,
      adapter: Buffer.from(adapter.bytes),
      adapter_bytes: adapter.bytes.byteLength,
      merged_sha256: merged.sha256,
      converter: merged.converter,
      created_at: at,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  await tx
    .insertInto('model_versions')
    .values({
      bot_id: botId,
      id,
      state: 'candidate',
      recipe: version.recipe === null ? null : JSON.stringify(version.recipe),
      data_set_id: version.dataSetId,
      run_id: version.runId,
      step: version.step,
      held_out_loss: version.heldOutLoss,
      decision: version.decision === null ? null : JSON.stringify(version.decision),
      author: version.author,
      retired_reason: null,
      created_at: at,
      updated_at: at,
    })
    .execute();
  const details = { versionId: id, runId: version.runId };
  await recordAudit(tx, { at, actor, verb: 'createVersion', subject: `bot:${botId}`, details });
}
