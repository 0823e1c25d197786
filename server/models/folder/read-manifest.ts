import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, ignoring } from '../../base/index.ts';
import { MANIFEST_NAME, type ModelManifest, manifestSchema } from './manifest.ts';

/** A manifest lists at most some hundred files; anything longer is not one of ours. */
const MAX_MANIFEST_BYTES = 1024 * 1024;

/**
 * The manifest of a converted folder, or undefined where there is none.
 * @throws AppError `model_file_invalid` where it is there and not a manifest
 */
export async function readManifest(folder: string): Promise<ModelManifest | undefined> {
  const path = join(folder, MANIFEST_NAME);
  const info = await stat(path).catch(ignoring('ENOENT', 'ENOTDIR'));
  if (!info) return undefined;
  if (info.size > MAX_MANIFEST_BYTES) throw invalid(path);
  const parsed = manifestSchema.safeParse(parseJson(await readFile(path, 'utf8'), path));
  if (!parsed.success) throw invalid(path, parsed.error);
  return parsed.data;
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid(path, cause);
  }
}

function invalid(path: string, cause?: unknown): AppError {
  return new AppError(
    'model_file_invalid',
    `The model description ${path} cannot be read; remove the model and pull it again.`,
    { cause },
  );
}
