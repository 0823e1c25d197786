import { AppError } from '../../base/index.ts';
import { getCatalogueEntry } from '../catalogue/catalogue.ts';
import type { CatalogueEntry } from '../catalogue/types.ts';
import { sha256OfOrigin } from '../conversion/convert.ts';
import { type OpenedOrigin, openOrigin } from '../conversion/open-origin.ts';
import type { ModelsDeps } from '../deps.ts';
import { holdLock } from '../folder/lock.ts';
import type { ModelFolder } from '../folder/model-folder.ts';
import { lockPath } from '../folder/paths.ts';
import { fetchOriginals } from '../originals.ts';
import { asStorageFailure } from '../storage-failure.ts';

/** Where the original weights of a model lie. Survives structured cloning. */
export type ModelOrigin = {
  entry: Pick<CatalogueEntry, 'id' | 'kind' | 'architecture' | 'contextTokens'>;
  path: string;
};

/**
 * The original weights that a converted folder was made of, fetched where they are gone.
 * @throws AppError `not_found`, `model_source_failed`, `storage_failed`, `cancelled`
 */
export async function fetchModelOrigin(
  deps: ModelsDeps,
  base: Pick<ModelFolder, 'id'>,
  signal?: AbortSignal,
): Promise<ModelOrigin> {
  const entry = getCatalogueEntry(base.id, deps.catalogue);
  try {
    await using _lock = await holdLock(lockPath(deps.cacheDir, entry.id), signal);
    const { path } = await fetchOriginals(deps, entry, undefined, signal);
    const { id, kind, architecture, contextTokens } = entry;
    return { entry: { id, kind, architecture, contextTokens }, path };
  } catch (thrown) {
    throw asStorageFailure(thrown, deps.cacheDir);
  }
}

/**
 * Opens them, after a check that they are the very ones. Blocks its thread while it hashes.
 * @throws AppError `model_file_invalid`
 */
export function openModelOrigin({ entry, path }: ModelOrigin, folder: ModelFolder): OpenedOrigin {
  requireOriginal(folder, { path, sha256: sha256OfOrigin(path) });
  return openOrigin(entry, path);
}

/** @throws AppError `model_file_invalid` where the original files found are not those that a folder was converted from */
export function requireOriginal(
  { manifest, id }: ModelFolder,
  found: { path: string; sha256: string },
): void {
  if (found.sha256 === manifest.source.sha256) return;
  throw new AppError(
    'model_file_invalid',
    `The original files of the model "${id}" in ${found.path} are not those it was converted from; remove the model and pull it again.`,
  );
}
