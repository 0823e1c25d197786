import { AppError } from '../base/index.ts';
import type { Precision } from '../graph/index.ts';
import { getCatalogueEntry } from './catalogue/catalogue.ts';
import type { Adapter } from './conversion/with-adapter.ts';
import type { ModelsDeps, PullProgress } from './deps.ts';
import { findModelFolder } from './find-model.ts';
import { holdLock } from './folder/lock.ts';
import type { ModelFolder } from './folder/model-folder.ts';
import { lockPath } from './folder/paths.ts';
import { fetchOriginals, makeServed } from './originals.ts';
import { asStorageFailure } from './storage-failure.ts';

export type MergeInput = {
  /** The id that the merged model goes by. */
  id: string;
  base: {
    /** Catalogue id. */
    id: string;
    /** SHA-256 over its original weights, hex: `manifest.source.sha256` of any of its folders. */
    sha256: string;
  };
  adapter: Adapter;
  precision: Precision;
  /** Folder to make. A whole model of this id and precision there is returned as it is, unless `anew`. */
  path: string;
  anew?: boolean;
  onProgress?: (progress: PullProgress) => void;
};

/**
 * A model with its adapter merged in, ready to serve. The sum is formed in float32 from the original weights, which the
 * base model's own serving files were made of too, and only then stored at the precision. One tensor is in memory at a
 * time. The same input gives the same bytes. Safe to call from several processes.
 * @throws AppError as `pullModel`; `model_file_invalid` where the adapter does not fit, or the base model on this machine
 * is another
 */
export async function mergeModel(
  deps: ModelsDeps,
  input: MergeInput,
  signal?: AbortSignal,
): Promise<ModelFolder> {
  const entry = getCatalogueEntry(input.base.id, deps.catalogue);
  const { id, precision, path, adapter, onProgress } = input;
  try {
    const find = async () => (input.anew ? undefined : await findModelFolder({ id, precision, path }));
    const ready = await find();
    if (ready) return ready;
    await using _lock = await holdLock(lockPath(deps.cacheDir, entry.id), signal);
    const madeMeanwhile = await find();
    if (madeMeanwhile) return madeMeanwhile;
    const origin = await fetchOriginals(deps, entry, onProgress, signal);
    const check = (found: string) => requireSameBase(input.base, found);
    const made = await makeServed({ entry, id, origin, adapter, precision, path, onProgress, check }, signal);
    deps.log.info('model-merged', { id, base: entry.id, precision, sha256: made.manifest.sha256 });
    return made;
  } catch (thrown) {
    throw asStorageFailure(thrown, path);
  }
}

/** @throws AppError `model_file_invalid` where an adapter's base and the original weights found here differ */
export function requireSameBase(base: MergeInput['base'], found: string): void {
  if (found === base.sha256) return;
  throw new AppError(
    'model_file_invalid',
    `The adapter was trained on other weights of "${base.id}" (${base.sha256.slice(0, 12)}) than those on this machine ` +
      `(${found.slice(0, 12)}). Bring the same original files, or teach again on these.`,
  );
}
