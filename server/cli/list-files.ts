import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { AppError } from '../base/index.ts';

export type FoundFile = { path: string; name: string };

/**
 * The files at these paths, folders with everything in them. Names are relative to the folder given, with forward
 * slashes, the same on every system.
 * @throws AppError `not_found` where there is none
 */
export async function listFiles(paths: readonly string[]): Promise<FoundFile[]> {
  const files = (await Promise.all(paths.map(filesOf))).flat();
  if (files.length === 0) throw new AppError('not_found', `There is no file in ${paths.join(', ')}.`);
  return files;
}

async function filesOf(path: string): Promise<FoundFile[]> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new AppError('not_found', `There is no file or folder at ${path}.`, { cause });
  });
  if (!info.isDirectory()) return [{ path, name: basename(path) }];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ path: file, name: relative(path, file).split(sep).join('/') }));
}
