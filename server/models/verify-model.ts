import { AppError } from '../base/index.ts';
import type { Precision } from '../graph/index.ts';
import type { ModelsDeps, PullProgress } from './deps.ts';
import { findModel } from './find-model.ts';
import { checkFiles, type FileCheck } from './folder/check-files.ts';

export type ModelVerification = {
  id: string;
  precision: Precision;
  /** Every file is there and as it was when converted. */
  ok: boolean;
  files: FileCheck[];
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
  const total = folder.manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  let done = 0;
  const count = (bytes: number): void => {
    done += bytes;
    input.onProgress?.({ phase: 'verify', done, total });
  };
  return { id: folder.id, precision: folder.precision, ...(await checkFiles(folder, count, signal)) };
}
