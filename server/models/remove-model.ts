import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ignoreMissing } from '../base/index.ts';
import type { Precision } from '../graph/index.ts';
import { getCatalogueEntry } from './catalogue/catalogue.ts';
import type { ModelsDeps } from './deps.ts';
import { holdLock } from './folder/lock.ts';
import { convertedPath, downloadPath, lockPath, taughtEncoderPrefix } from './folder/paths.ts';
import { TAUGHT_KINDS } from './types.ts';

/**
 * Deletes one precision of a model, or, without `precision`, all of them, the kept download and what an embedder was taught to be.
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
  await removeTaughtEncoders(dirname(folder), id);
  await rm(downloadPath(deps.cacheDir, id), { recursive: true, force: true });
}

async function removeTaughtEncoders(models: string, id: string): Promise<void> {
  const names = (await readdir(models).catch(ignoreMissing)) ?? [];
  const prefixes = TAUGHT_KINDS.map((kind) => taughtEncoderPrefix(kind, id));
  for (const name of names.filter((name) => prefixes.some((prefix) => name.startsWith(prefix)))) {
    await rm(join(models, name), { recursive: true, force: true });
  }
}
