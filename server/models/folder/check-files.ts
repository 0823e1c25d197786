import { join } from 'node:path';
import { AppError, ignoreMissing } from '../../base/index.ts';
import { TAUGHT_KINDS } from '../types.ts';
import { combinedSha256, hashFile } from './hash-file.ts';
import type { ModelFolder } from './model-folder.ts';

export type FileCheck = { path: string; state: 'intact' | 'changed' | 'missing' };

/** Hashes every file of a converted model against its manifest. @throws an AbortError */
export async function checkFiles(
  folder: ModelFolder,
  onBytes?: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<{ ok: boolean; files: FileCheck[] }> {
  const files: FileCheck[] = [];
  for (const { path, sha256 } of folder.manifest.files) {
    const found = await hashFile(join(folder.path, path), onBytes, signal).catch(ignoreMissing);
    const state = found ? (found.sha256 === sha256 ? 'intact' : 'changed') : 'missing';
    files.push({ path, state });
  }
  const matches = combinedSha256(folder.manifest.files) === folder.manifest.sha256;
  return { ok: matches && files.every((file) => file.state === 'intact'), files };
}

/** Before a model is served. @throws AppError `model_file_invalid` where a file is not as it was converted */
export async function requireIntact(folder: ModelFolder): Promise<void> {
  const { ok, files } = await checkFiles(folder);
  if (ok) return;
  const damaged = files
    .filter((file) => file.state !== 'intact')
    .map((file) => `${file.path} is ${file.state}`);
  const what = damaged.join(', ') || 'its manifest does not add up';
  const { id, path } = folder;
  const isTaught = TAUGHT_KINDS.some((kind) => id.includes(`-${kind}-`));
  throw new AppError(
    'model_file_invalid',
    isTaught
      ? `The model in ${path} is damaged (${what}); delete that folder and run "foyer model cross-encoder".`
      : `The model in ${path} is damaged (${what}); run "foyer model remove ${id}" and "foyer model pull ${id}".`,
  );
}
