import type { Precision } from '../graph/index.ts';
import { getCatalogueEntry } from './catalogue/catalogue.ts';
import type { CatalogueEntry } from './catalogue/types.ts';
import { convertInWorker } from './conversion/convert-in-worker.ts';
import type { ModelsDeps, PullProgress } from './deps.ts';
import { findModel } from './find-model.ts';
import { holdLock } from './folder/lock.ts';
import type { ModelFolder } from './folder/model-folder.ts';
import { convertedPath, downloadPath, lockPath } from './folder/paths.ts';
import { replaceFolder } from './folder/replace-folder.ts';
import { fetchOrigin } from './sources/fetch-origin.ts';
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
  const origin = await fetchOrigin(
    {
      entry,
      settings: deps.sources ?? {},
      downloads: downloadPath(deps.cacheDir, entry.id),
      onBytes: (done, total) => onProgress({ phase: 'download', done, total }),
    },
    signal,
  );
  deps.log.info('model-fetched', { id: entry.id, source: origin.description });
  const path = convertedPath(deps.cacheDir, entry.id, precision);
  const { id, kind, architecture, contextTokens } = entry;
  const manifest = await replaceFolder(path, (target) =>
    convertInWorker(
      { entry: { id, kind, architecture, contextTokens }, origin, precision, layout: 'serving', target },
      (done, total) => onProgress({ phase: 'convert', done, total }),
      signal,
    ),
  );
  deps.log.info('model-converted', { id, precision, sha256: manifest.sha256 });
  return { id, precision, path, manifest };
}
