import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Precision } from '../graph/index.ts';
import { getCatalogueEntry } from './catalogue/catalogue.ts';
import type { ModelsDeps } from './deps.ts';
import { holdLock } from './folder/lock.ts';
import { convertedPath, downloadPath, lockPath } from './folder/paths.ts';

/**
 * Deletes one precision of a model, or, without `precision`, all of them and the kept download.
 * Removing what is not there is no error; a pull under way is waited for.
 * @throws AppError `not_found` for an unknown id, `cancelled`
 */
export async function removeModel(
  deps: Pick<ModelsDeps, 'cacheDir' | 'catalogue'>,
  input: { id: string; precision?: Precision },
  signal?: AbortSignal,
): Promise<void> {
  const { id } = getCatalogueEntry(input.id, deps.catalogue);
  await using _lock = await holdLock(lockPath(deps.cacheDir, id), signal);
  if (input.precision) {
    await rm(convertedPath(deps.cacheDir, id, input.precision), { recursive: true, force: true });
    return;
  }
  await rm(dirname(convertedPath(deps.cacheDir, id, 'q8')), { recursive: true, force: true });
  await rm(downloadPath(deps.cacheDir, id), { recursive: true, force: true });
}
