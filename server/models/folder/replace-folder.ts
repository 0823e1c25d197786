import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ignoreMissing, syncFolder, writeFileAtomic } from '../../base/index.ts';
import { MANIFEST_NAME, type ModelManifest } from './manifest.ts';

/**
 * Makes a converted folder at `path`, in place of the one that is there: `make` fills an empty folder beside it, the
 * manifest is written last, and the whole appears at once or not at all. Hold a lock meanwhile.
 */
export async function replaceFolder(
  path: string,
  make: (target: string) => Promise<ModelManifest>,
): Promise<ModelManifest> {
  const target = await emptyNeighbour(path);
  try {
    const manifest = await make(target);
    await writeFileAtomic(join(target, MANIFEST_NAME), `${JSON.stringify(manifest, undefined, 2)}\n`);
    await publish(target, path);
    return manifest;
  } finally {
    await rm(target, { recursive: true, force: true });
  }
}

/** A fresh folder beside `path`, on the same disk; what earlier, interrupted runs left there is removed. */
async function emptyNeighbour(path: string): Promise<string> {
  const parent = dirname(path);
  const prefix = `.${basename(path)}-`;
  await mkdir(parent, { recursive: true, mode: 0o700 });
  for (const name of await readdir(parent)) {
    if (name.startsWith(prefix)) await rm(join(parent, name), { recursive: true, force: true });
  }
  return await mkdtemp(join(parent, prefix));
}

/** A folder cannot replace a full one in one step: the old one is moved aside first. */
async function publish(made: string, path: string): Promise<void> {
  const aside = `${made}-old`;
  await rename(path, aside).catch(ignoreMissing);
  await rename(made, path);
  await syncFolder(dirname(path));
  await rm(aside, { recursive: true, force: true });
}
