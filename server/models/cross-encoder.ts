import type { Precision } from '../graph/index.ts';
import type { ModelsDeps } from './deps.ts';
import { findModelFolder } from './find-model.ts';
import type { ModelFolder } from './folder/model-folder.ts';
import { convertedPath, crossEncoderId } from './folder/paths.ts';

export type CrossEncoderInput = {
  /** The embedder it is made of. */
  base: Pick<ModelFolder, 'id'>;
  /** SHA-256 over all that it is taught with, hex. */
  digest: string;
  precision: Precision;
};

/**
 * The cross-encoder on this machine, or undefined where it was not made yet, or a file of it is missing or cut short: then it is to
 * be made again. Lengths are checked here, as by `findModel`.
 * @throws AppError `model_file_invalid` for an unreadable manifest
 */
export async function findCrossEncoder(
  deps: Pick<ModelsDeps, 'cacheDir'>,
  { base, digest, precision }: CrossEncoderInput,
): Promise<ModelFolder | undefined> {
  const id = crossEncoderId(base.id, digest);
  return await findModelFolder({ id, precision, path: convertedPath(deps.cacheDir, id, precision) });
}
