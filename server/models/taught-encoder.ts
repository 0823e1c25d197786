import { AppError } from '../base/index.ts';
import type { Precision } from '../graph/index.ts';
import { getCatalogueEntry } from './catalogue/catalogue.ts';
import type { ModelsDeps } from './deps.ts';
import { findModelFolder } from './find-model.ts';
import { holdLock, isLockHeld } from './folder/lock.ts';
import type { ModelFolder } from './folder/model-folder.ts';
import { convertedPath, lockPath, taughtEncoderId } from './folder/paths.ts';
import { fetchOriginals, makeServed } from './originals.ts';
import { asStorageFailure } from './storage-failure.ts';
import { requireOriginal } from './training/model-origin.ts';
import type { TaughtEncoder } from './types.ts';
import { noteUse } from './unused-taught-encoders.ts';

export type FindTaughtEncoderInput = TaughtEncoder & { precision: Precision };

export type WriteTaughtEncoderInput = FindTaughtEncoderInput & {
  base: ModelFolder;
  /** A safetensors file with the tensors of `crossEncoderTensors` or `biEncoderTensors`. */
  taught: Uint8Array;
};

/**
 * What was made of an embedder on this machine, or undefined where it was not made yet, a file of it is missing or cut short, or its manifest
 * cannot be read: then it is to be made again. Lengths are checked here, as by `findModel`. Whoever finds it uses it, which keeps it
 * (`removeUnusedTaughtEncoders`).
 */
export async function findTaughtEncoder(
  deps: Pick<ModelsDeps, 'cacheDir'>,
  { precision, ...wanted }: FindTaughtEncoderInput,
): Promise<ModelFolder | undefined> {
  const id = taughtEncoderId(wanted);
  try {
    const found = await findModelFolder({ id, precision, path: convertedPath(deps.cacheDir, id, precision) });
    if (found) await noteUse(found);
    return found;
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'model_file_invalid') return undefined;
    throw thrown;
  }
}

/** Held by whoever makes it, from before it is taught: on one machine that is done once. @throws AppError `cancelled` */
export async function holdTaughtEncoder(
  deps: Pick<ModelsDeps, 'cacheDir'>,
  wanted: TaughtEncoder,
  signal?: AbortSignal,
): Promise<AsyncDisposable> {
  return await holdLock(lockPath(deps.cacheDir, taughtEncoderId(wanted)), signal);
}

/** Whether a process of this machine holds it, so that it is being made. */
export async function isTaughtEncoderHeld(
  deps: Pick<ModelsDeps, 'cacheDir'>,
  wanted: TaughtEncoder,
): Promise<boolean> {
  return await isLockHeld(lockPath(deps.cacheDir, taughtEncoderId(wanted)));
}

/**
 * What is made of an embedder ends with it: whoever removed that wants neither back, and it is not fetched again.
 * @throws AppError `model_unavailable`
 */
export async function requireEmbedderHere(base: Omit<ModelFolder, 'manifest'>): Promise<void> {
  if ((await findModelFolder(base)) === undefined) throw embedderGone(base.id);
}

export function embedderGone(id: string): AppError {
  return new AppError(
    'model_unavailable',
    `The embedder "${id}" is not on this machine, so it cannot be taught. Run "foyer model pull ${id}".`,
  );
}

/**
 * An embedder's original weights, with what they were taught in place of their matrices, ready to serve. What lay in its place is
 * replaced, all at once. The same input gives the same bytes. Safe to call from several processes.
 * @throws AppError as `pullModel`; `model_unavailable` where the base model was removed, `model_file_invalid` where the tensors do not fit, or the base model's original files are others
 */
export async function writeTaughtEncoder(
  deps: ModelsDeps,
  { precision, taught, ...wanted }: WriteTaughtEncoderInput,
  signal?: AbortSignal,
): Promise<ModelFolder> {
  const { kind, base } = wanted;
  const entry = getCatalogueEntry(base.id, deps.catalogue);
  const id = taughtEncoderId(wanted);
  const path = convertedPath(deps.cacheDir, id, precision);
  try {
    await using _lock = await holdLock(lockPath(deps.cacheDir, entry.id), signal);
    await requireEmbedderHere(base);
    const origin = await fetchOriginals(deps, entry, undefined, signal);
    const check = (sha256: string) => requireOriginal(base, { path: origin.path, sha256 });
    const input = { entry, id, origin, precision, path, check };
    const made = await makeServed({ ...input, taught: { kind, tensors: taught } }, signal);
    deps.log.info('taught-encoder-written', { id, base: entry.id, precision, sha256: made.manifest.sha256 });
    return made;
  } catch (thrown) {
    throw asStorageFailure(thrown, path);
  }
}
