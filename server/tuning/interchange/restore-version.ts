import { rm } from 'node:fs/promises';
import type { Kysely } from 'kysely';
import { AppError } from '../../base/index.ts';
import type { Adapter, PullProgress } from '../../models/index.ts';
import type { Database } from '../../store/index.ts';
import type { Recipe } from '../training/types.ts';
import { insertRelease } from '../versions/insert-release.ts';
import { insertVersion } from '../versions/insert-version.ts';
import { mergeFiles, versionFolder } from '../versions/merge-version.ts';
import type { VersionDeps } from '../versions/types.ts';
import { versionIdOf } from '../versions/version-id.ts';
import { MAX_PEFT_CONFIG_BYTES, MAX_PEFT_WEIGHTS_BYTES, readPeftFiles } from './import-peft.ts';

export const PEFT_LIMITS = { config: MAX_PEFT_CONFIG_BYTES, weights: MAX_PEFT_WEIGHTS_BYTES } as const;

export type CarriedFiles = {
  versionId: string;
  base: { id: string; sha256: string };
  /** The merged files as they were where it served. */
  merged: { sha256: string; converter: number };
  peft: { config: Buffer; weights: Buffer };
  /** For complaints. */
  place: string;
};

/** A version whose merged files are on this machine, not yet any bot's. */
export type PreparedVersion = {
  id: string;
  base: { id: string; sha256: string };
  adapter: Adapter;
  merged: { sha256: string; converter: number };
};

/**
 * Makes a version of another machine ready to serve here: its adapter merged into the same base model, which is fetched where
 * it is missing.
 * @throws AppError `bad_request` where the adapter is not that version's; as `mergeModel`
 */
export async function prepareCarriedVersion(
  deps: Pick<VersionDeps, 'dataDir' | 'models'>,
  { versionId, base, merged, peft, place }: CarriedFiles,
  onProgress?: (progress: PullProgress) => void,
  signal?: AbortSignal,
): Promise<PreparedVersion> {
  const { adapter } = readPeftFiles(place, peft);
  const id = versionIdOf(base, adapter);
  if (id !== versionId) {
    throw new AppError('bad_request', `The adapter in ${place} is not that of the version "${versionId}".`);
  }
  const folder = await mergeFiles(deps, { id, base, adapter, ...(onProgress && { onProgress }) }, signal);
  const { sha256, converterVersion: converter } = folder.manifest;
  if (converter === merged.converter && sha256 !== merged.sha256) {
    throw new AppError(
      'model_file_invalid',
      `The version "${versionId}" was merged here and differs from the one that was tested.`,
    );
  }
  return { id, base, adapter, merged: { sha256, converter } };
}

/** Takes the merged files away again where no bot has come to have the version. */
export async function discardPrepared(deps: VersionDeps, { id }: PreparedVersion): Promise<void> {
  const known = await deps.store.db
    .selectFrom('version_weights')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (!known) await rm(versionFolder(deps, id), { recursive: true, force: true });
}

export type RestoreVersionInput = {
  at: number;
  actor: string;
  botId: string;
  prepared: PreparedVersion;
  recipe: Recipe | null;
  step: number | null;
  heldOutLoss: number | null;
  author: string;
  release: { note: string; overrideReason: string | null };
};

/** Gives a new bot a prepared version as its first release, in the caller's transaction. */
export async function restoreVersion(
  tx: Kysely<Database>,
  { at, actor, botId, prepared, release, ...about }: RestoreVersionInput,
): Promise<void> {
  await insertVersion(tx, {
    at,
    actor,
    botId,
    ...prepared,
    ...about,
    decision: null,
    dataSetId: null,
    runId: null,
  });
  await insertRelease(tx, {
    at,
    actor,
    botId,
    verb: 'publishVersion',
    versionId: prepared.id,
    note: release.note,
    ...(release.overrideReason !== null && { overrideReason: release.overrideReason }),
    expectedNumber: 0,
  });
}
