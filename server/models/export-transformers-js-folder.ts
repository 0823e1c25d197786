import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '../base/index.ts';
import type { Precision } from '../graph/index.ts';
import { getCatalogueEntry } from './catalogue/catalogue.ts';
import { convertInWorker } from './conversion/convert-in-worker.ts';
import type { ModelsDeps, PullProgress } from './deps.ts';
import { holdLock } from './folder/lock.ts';
import { downloadPath, lockPath } from './folder/paths.ts';
import { fetchOrigin } from './sources/fetch-origin.ts';
import { asStorageFailure } from './storage-failure.ts';

export type ExportInput = {
  id: string;
  precision?: Precision;
  /** Folder to make; it must not exist, or be empty. */
  target: string;
  onProgress?: (progress: PullProgress) => void;
};

/**
 * Writes a model as a plain transformers.js folder, which other programs load as it is:
 * `pipeline('text-generation', folder)`. Resolves with the folder's absolute path.
 * @throws AppError as `pullModel`, and `conflict` where the target holds something already
 */
export async function exportTransformersJsFolder(
  deps: ModelsDeps,
  input: ExportInput,
  signal?: AbortSignal,
): Promise<string> {
  const entry = getCatalogueEntry(input.id, deps.catalogue);
  const { id, kind, architecture, contextTokens } = entry;
  const target = resolve(input.target);
  await checkEmpty(target);
  const onProgress = input.onProgress ?? (() => undefined);
  try {
    await using _lock = await holdLock(lockPath(deps.cacheDir, id), signal);
    const origin = await fetchOrigin(
      {
        entry,
        settings: deps.sources ?? {},
        downloads: downloadPath(deps.cacheDir, id),
        onBytes: (done, total) => onProgress({ phase: 'download', done, total }),
      },
      signal,
    );
    await mkdir(dirname(target), { recursive: true });
    const made = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
    try {
      await convertInWorker(
        {
          entry: { id, kind, architecture, contextTokens },
          origin,
          precision: input.precision ?? 'q8',
          layout: 'transformers-js',
          target: made,
        },
        (done, total) => onProgress({ phase: 'convert', done, total }),
        signal,
      );
      await rename(made, target);
    } finally {
      await rm(made, { recursive: true, force: true });
    }
    return target;
  } catch (thrown) {
    throw asStorageFailure(thrown, dirname(target));
  }
}

async function checkEmpty(target: string): Promise<void> {
  const names = await readdir(target).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return [];
    throw thrown;
  });
  if (names.length === 0) return;
  throw new AppError('conflict', `The folder ${target} is not empty; name one that does not exist yet.`);
}
