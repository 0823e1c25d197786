import { join } from 'node:path';
import { AppError } from '../../base/index.ts';
import { type Adapter, type MergeInput, type ModelFolder, mergeModel } from '../../models/index.ts';
import type { VersionDeps } from './types.ts';

/** What is served and what the gate compares; tests name another to compare to the last digit. */
const PRECISION = 'q8';

type OnProgress = MergeInput['onProgress'];

/**
 * The files of a version, ready to serve: those in the data folder, or made again from the database where they are
 * missing. `anew` makes them again in any case, for instance when one of them turned out to be damaged.
 * @throws AppError `not_found`; as `mergeModel`; `model_file_invalid` where what was made again is not what was tested
 */
export async function mergeVersion(
  deps: VersionDeps,
  { versionId, anew = false, onProgress }: { versionId: string; anew?: boolean; onProgress?: OnProgress },
  signal?: AbortSignal,
): Promise<ModelFolder> {
  const row = await deps.store.db
    .selectFrom('version_weights')
    .selectAll()
    .where('id', '=', versionId)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found', `There is no version "${versionId}". Check its id.`);
  const folder = await mergeFiles(
    deps,
    {
      id: versionId,
      base: { id: row.base_id, sha256: row.base_sha256 },
      adapter: { bytes: row.adapter, rank: row.rank, alpha: row.alpha },
      anew,
      ...(onProgress && { onProgress }),
    },
    signal,
  );
  const { sha256, converterVersion } = folder.manifest;
  if (sha256 === row.merged_sha256) return folder;
  if (converterVersion === row.converter) {
    if (!anew)
      return mergeVersion(deps, { versionId, anew: true, ...(onProgress && { onProgress }) }, signal);
    throw new AppError(
      'model_file_invalid',
      `The version "${versionId}" was made again and differs from the one that was tested. Teach the bot again.`,
    );
  }
  await deps.store.db
    .updateTable('version_weights')
    .set({ merged_sha256: sha256, converter: converterVersion })
    .where('id', '=', versionId)
    .execute();
  return folder;
}

type Files = Pick<MergeInput, 'id' | 'base' | 'anew' | 'onProgress'> & { adapter: Adapter };

/** The files of what may not be in the database yet. */
export async function mergeFiles(
  deps: Pick<VersionDeps, 'dataDir' | 'models'>,
  files: Files,
  signal?: AbortSignal,
): Promise<ModelFolder> {
  const path = join(versionFolder(deps, files.id), PRECISION);
  return mergeModel(deps.models, { ...files, precision: PRECISION, path }, signal);
}

/** Where a version's files are. */
export function versionFolder({ dataDir }: Pick<VersionDeps, 'dataDir'>, versionId: string): string {
  return join(dataDir, 'versions', versionId);
}
