import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ignoreMissing } from '../base/index.ts';
import type { Precision } from '../graph/index.ts';
import { getCatalogueEntry } from './catalogue/catalogue.ts';
import type { ModelsDeps } from './deps.ts';
import { holdLock } from './folder/lock.ts';
import { convertedPath, crossEncoderId, downloadPath, lockPath } from './folder/paths.ts';

/**
 * Deletes one precision of a model, or, without `precision`, all of them, the kept download and the cross-encoders made of it.
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
  const folder = dirname(convertedPath(deps.cacheDir, id, 'q8'));
  await rm(folder, { recursive: true, force: true });
  await removeCrossEncoders(dirname(folder), id);
  await rm(downloadPath(deps.cacheDir, id), { recursive: true, force: true });
}

async function removeCrossEncoders(models: string, id: string): Promise<void> {
  const names = (await readdir(models).catch(ignoreMissing)) ?? [];
  for (const name of names) {
    if (name.startsWith(crossEncoderId(id, '')))
      await rm(join(models, name), { recursive: true, force: true });
  }
}
