import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Precision } from '../graph/index.ts';
import { getCatalogueEntry } from './catalogue/catalogue.ts';
import type { ModelsDeps } from './deps.ts';
import { CONVERTER_VERSION, type ModelManifest } from './folder/manifest.ts';
import type { ModelFolder } from './folder/model-folder.ts';
import { convertedPath } from './folder/paths.ts';
import { readManifest } from './folder/read-manifest.ts';

/**
 * The converted model on this machine, or undefined where it was never pulled, an older Foyer converted it, or a file
 * is missing or cut short: then `pullModel` makes it. Lengths are checked here; `verifyModel` checks hashes.
 * @throws AppError `not_found` for an unknown id, `model_file_invalid` for an unreadable manifest
 */
export async function findModel(
  deps: Pick<ModelsDeps, 'cacheDir' | 'catalogue'>,
  input: { id: string; precision?: Precision },
): Promise<ModelFolder | undefined> {
  const { id } = getCatalogueEntry(input.id, deps.catalogue);
  const precision = input.precision ?? 'q8';
  const path = convertedPath(deps.cacheDir, id, precision);
  return await findModelFolder({ id, precision, path });
}

/** As `findModel`, for a folder anywhere. */
export async function findModelFolder({
  id,
  precision,
  path,
}: Omit<ModelFolder, 'manifest'>): Promise<ModelFolder | undefined> {
  const manifest = await readManifest(path);
  if (manifest?.converterVersion !== CONVERTER_VERSION || manifest.id !== id) return undefined;
  if (!(await isWhole(path, manifest))) return undefined;
  return { id, precision, path, manifest };
}

async function isWhole(path: string, manifest: ModelManifest): Promise<boolean> {
  for (const file of manifest.files) {
    const info = await stat(join(path, file.path)).catch(() => undefined);
    if (info?.size !== file.bytes) return false;
  }
  return true;
}
