import { join } from 'node:path';
import { AppError } from '../base/index.ts';
import type { Precision } from '../graph/index.ts';
import type { ModelsDeps, PullProgress } from './deps.ts';
import { findModel } from './find-model.ts';
import { combinedSha256, hashFile } from './folder/hash-file.ts';

export type ModelVerification = {
  id: string;
  precision: Precision;
  /** Every file is there and as it was when converted. */
  ok: boolean;
  files: { path: string; state: 'intact' | 'changed' | 'missing' }[];
};

/**
 * Hashes every file of a converted model against its manifest.
 * @throws AppError `not_found` where the model was not pulled, `model_file_invalid` for an unreadable manifest
 */
export async function verifyModel(
  deps: Pick<ModelsDeps, 'cacheDir' | 'catalogue'>,
  input: { id: string; precision?: Precision; onProgress?: (progress: PullProgress) => void },
  signal?: AbortSignal,
): Promise<ModelVerification> {
  const folder = await findModel(deps, input);
  if (!folder) {
    throw new AppError(
      'not_found',
      `The model "${input.id}" is not on this machine at ${input.precision ?? 'q8'}; pull it first.`,
    );
  }
  const { manifest } = folder;
  const total = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  let done = 0;
  const files: ModelVerification['files'] = [];
  for (const file of manifest.files) {
    const found = await hashFile(
      join(folder.path, file.path),
      (bytes) => {
        done += bytes;
        input.onProgress?.({ phase: 'verify', done, total });
      },
      signal,
    ).catch(ignoreMissing);
    const state = found ? (found.sha256 === file.sha256 ? 'intact' : 'changed') : 'missing';
    files.push({ path: file.path, state });
  }
  const ok =
    files.every((file) => file.state === 'intact') && combinedSha256(manifest.files) === manifest.sha256;
  return { id: folder.id, precision: folder.precision, ok, files };
}

function ignoreMissing(thrown: NodeJS.ErrnoException): undefined {
  if (thrown.code !== 'ENOENT') throw thrown;
  return undefined;
}
