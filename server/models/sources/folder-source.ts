import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, systemProblem } from '../../base/index.ts';
import type { FetchFrom } from './types.ts';

/** The operator's own files, used where they lie: `<models folder>/<id>/`. */
export const fetchFromFolder: FetchFrom<'folder'> = async (_source, { entry, settings }) => {
  if (!settings.folder) throw new AppError('model_source_failed', 'no models folder is set');
  const path = join(settings.folder, entry.id);
  const names = await readdir(path).catch((cause: unknown) => {
    throw new AppError('model_source_failed', `${path} cannot be read: ${systemProblem(cause)}`, { cause });
  });
  if (!names.some((name) => name.endsWith('.gguf') || name.endsWith('.safetensors'))) {
    throw new AppError('model_source_failed', `${path} holds neither a .gguf nor a .safetensors file`);
  }
  return { kind: 'folder', description: path, path };
};
