import type { Precision } from '../graph/index.ts';
import { getCatalogueEntry } from './catalogue/catalogue.ts';
import type { CatalogueEntry } from './catalogue/types.ts';
import type { ModelsDeps, PullProgress } from './deps.ts';
import { findModel } from './find-model.ts';
import { holdLock } from './folder/lock.ts';
import type { ModelFolder } from './folder/model-folder.ts';
import { convertedPath, lockPath } from './folder/paths.ts';
import { fetchOriginals, makeServed } from './originals.ts';
import { asStorageFailure } from './storage-failure.ts';

export type PullInput = { id: string; precision?: Precision; onProgress?: (progress: PullProgress) => void };

/**
 * Makes a model ready to serve: fetched from the first source that answers, checked, converted, published at once.
 * Where it is here already, returns at once. Safe to call from several processes: one works, the others wait for it.
 * @throws AppError `not_found`, `model_source_failed`, `model_file_invalid`, `storage_failed`, `cancelled`
 */
export async function pullModel(
  deps: ModelsDeps,
  input: PullInput,
  signal?: AbortSignal,
): Promise<ModelFolder> {
  const entry = getCatalogueEntry(input.id, deps.catalogue);
  const precision = input.precision ?? 'q8';
  const ready = await findModel(deps, { id: entry.id, precision });
  if (ready) return ready;
  try {
    await using _lock = await holdLock(lockPath(deps.cacheDir, entry.id), signal);
    const madeMeanwhile = await findModel(deps, { id: entry.id, precision });
    return (
      madeMeanwhile ?? (await make(deps, entry, precision, input.onProgress ?? (() => undefined), signal))
    );
  } catch (thrown) {
    throw asStorageFailure(thrown, deps.cacheDir);
  }
}

async function make(
  deps: ModelsDeps,
  entry: CatalogueEntry,
  precision: Precision,
  onProgress: (progress: PullProgress) => void,
  signal: AbortSignal | undefined,
): Promise<ModelFolder> {
  const origin = await fetchOriginals(deps, entry, onProgress, signal);
  deps.log.info('model-fetched', { id: entry.id, source: origin.description });
  const { id } = entry;
  const path = convertedPath(deps.cacheDir, id, precision);
  const made = await makeServed({ entry, id, origin, precision, path, onProgress }, signal);
  deps.log.info('model-converted', { id, precision, sha256: made.manifest.sha256 });
  return made;
}
