import type { Kysely } from 'kysely';
import { AppError } from '../../base/index.ts';
import type { Database } from '../../store/index.ts';
import { readLessonDecision } from '../decision/lesson-decision.ts';
import type { Recipe } from '../training/types.ts';
import type { Version, VersionId } from './types.ts';

/** A version with what it is made of, but for the adapter's bytes. */
export function selectVersions(db: Kysely<Database>) {
  return db
    .selectFrom('model_versions as v')
    .innerJoin('version_weights as w', 'w.id', 'v.id')
    .selectAll('v')
    .select(['w.base_id', 'w.base_sha256', 'w.rank', 'w.alpha', 'w.adapter_bytes', 'w.merged_sha256']);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectVersions>['executeTakeFirstOrThrow']>>;

export function versionFromRow(row: Row): Version {
  return {
    id: row.id,
    botId: row.bot_id,
    state: row.state,
    base: { id: row.base_id, sha256: row.base_sha256 },
    rank: row.rank,
    alpha: row.alpha,
    adapterBytes: Number(row.adapter_bytes),
    sha256: row.merged_sha256,
    recipe: row.recipe === null ? null : (JSON.parse(row.recipe) as Recipe),
    dataSetId: row.data_set_id,
    runId: row.run_id,
    step: row.step,
    heldOutLoss: row.held_out_loss,
    decision: readLessonDecision(row.decision),
    author: row.author,
    retiredReason: row.retired_reason,
    createdAt: Number(row.created_at),
    updatedAt: Number(row.updated_at),
  };
}

export async function findVersionRow(
  db: Kysely<Database>,
  { botId, versionId }: VersionId,
): Promise<Version | undefined> {
  const query = selectVersions(db).where('v.bot_id', '=', botId).where('v.id', '=', versionId);
  const row = await query.executeTakeFirst();
  return row && versionFromRow(row);
}

/** @throws AppError `not_found` */
export async function readVersion(db: Kysely<Database>, id: VersionId): Promise<Version> {
  const version = await findVersionRow(db, id);
  if (version) return version;
  throw new AppError(
    'not_found',
    `This bot has no version "${id.versionId}". List them with: foyer versions list`,
  );
}
