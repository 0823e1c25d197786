import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError, ignoreMissing } from '../base/index.ts';
import type { Precision } from '../graph/index.ts';
import { getCatalogueEntry } from './catalogue/catalogue.ts';
import { convertInWorker, writeWeightsInWorker } from './conversion/convert-in-worker.ts';
import type { Adapter } from './conversion/with-adapter.ts';
import type { WeightsForm } from './conversion/write-weights.ts';
import type { ModelsDeps, PullProgress } from './deps.ts';
import { holdLock } from './folder/lock.ts';
import { lockPath } from './folder/paths.ts';
import { requireSameBase } from './merge-model.ts';
import { fetchOriginals } from './originals.ts';
import { asStorageFailure } from './storage-failure.ts';

/** What is written: a plain transformers.js folder (`pipeline('text-generation', folder)`), or the weights themselves. */
export type ExportForm = { layout: 'transformers-js'; precision: Precision } | WeightsForm;

export type ExportInput = {
  /** Catalogue id. */
  id: string;
  /** Merged into the model's weights; `baseSha256` says which they must be: SHA-256 over the originals, hex. */
  adapter?: Adapter;
  baseSha256?: string;
  form: ExportForm;
  /** Folder to make; it must not exist, or be empty. */
  target: string;
  onProgress?: (progress: PullProgress) => void;
};

/**
 * Writes a model as files that other programs load as they are. Resolves with the folder's absolute path; the folder
 * appears whole or not at all.
 * @throws AppError as `pullModel`, and `conflict` where the target holds something already
 */
export async function exportModel(
  deps: ModelsDeps,
  input: ExportInput,
  signal?: AbortSignal,
): Promise<string> {
  const entry = getCatalogueEntry(input.id, deps.catalogue);
  const { id, kind, architecture, contextTokens } = entry;
  const { form, adapter } = input;
  const target = resolve(input.target);
  await checkEmpty(target);
  const onProgress = input.onProgress ?? (() => undefined);
  const onConverted = (done: number, total: number) => onProgress({ phase: 'convert', done, total });
  try {
    await using _lock = await holdLock(lockPath(deps.cacheDir, id), signal);
    const origin = await fetchOriginals(deps, entry, onProgress, signal);
    await mkdir(dirname(target), { recursive: true });
    const made = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
    try {
      const common = {
        entry: { id, kind, architecture, contextTokens },
        origin,
        target: made,
        ...(adapter ? { adapter } : {}),
      };
      const found =
        form.layout === 'transformers-js'
          ? (await convertInWorker({ ...common, ...form }, onConverted, signal)).source.sha256
          : await writeWeightsInWorker({ ...common, form }, onConverted, signal);
      if (input.baseSha256 !== undefined) requireSameBase({ id, sha256: input.baseSha256 }, found);
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
  const names = (await readdir(target).catch(ignoreMissing)) ?? [];
  if (names.length === 0) return;
  throw new AppError('conflict', `The folder ${target} is not empty; name one that does not exist yet.`);
}
