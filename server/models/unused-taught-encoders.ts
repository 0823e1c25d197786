import { mkdtemp, readdir, rename, rm, rmdir, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ignoreMissing } from '../base/index.ts';
import type { Precision } from '../graph/index.ts';
import type { ModelsDeps } from './deps.ts';
import { MANIFEST_NAME } from './folder/manifest.ts';
import type { ModelFolder } from './folder/model-folder.ts';
import { convertedPath, taughtEncoderId, taughtEncoderPrefix } from './folder/paths.ts';
import type { TaughtEncoder } from './types.ts';

/**
 * Another Foyer may share the cache folder, or come back after a downgrade, with rows of its own. A server that runs notes each
 * half-hour that it uses its own, so that what was not used for so long is nobody's, also where a process would have to open it anew.
 */
const UNUSED_AFTER_MS = 14 * 24 * 3_600_000;

/** What the folder says to `removeUnusedTaughtEncoders`. */
export async function noteUse({ path }: Pick<ModelFolder, 'path'>): Promise<void> {
  const now = new Date();
  // Whoever may not write here removes nothing either; another user of the cache folder who may makes it anew where it is missed.
  await utimes(join(path, MANIFEST_NAME), now, now).catch(() => undefined);
}

/** The one that is in use here. */
export type UsedEncoder = TaughtEncoder & { precision: Precision };

/**
 * Removes those of the same kind, embedder and precision that were made of other rows or by another recipe, and that nobody has used for
 * two weeks, with what interrupted makings left of them. One that cannot be removed, as while a process on Windows has it open, stays
 * whole, and the log tells.
 */
export async function removeUnusedTaughtEncoders(
  { cacheDir, log }: Pick<ModelsDeps, 'cacheDir' | 'log'>,
  { precision, ...used }: UsedEncoder,
): Promise<void> {
  const current = taughtEncoderId(used);
  const prefix = taughtEncoderPrefix(used.kind, used.base.id);
  const models = dirname(dirname(convertedPath(cacheDir, current, precision)));
  const names = await readdir(models).catch((error: unknown) => {
    log.warn('unused-taught-encoders-not-looked-for', { error });
    return [];
  });
  for (const id of names.filter((name) => name.startsWith(prefix) && name !== current)) {
    const folder = join(models, id);
    try {
      for (const name of await readdir(folder)) {
        const isOfPrecision = name === precision || name.startsWith(`.${precision}-`);
        if (isOfPrecision && (await isUnused(join(folder, name)))) {
          await removeWhole(join(folder, name), join(folder, `.${precision}-`));
          log.info('unused-taught-encoder-removed', { id, precision });
        }
      }
      if ((await readdir(folder)).length === 0) await rmdir(folder);
    } catch (error) {
      log.warn('unused-taught-encoder-not-removed', { id, precision, error });
    }
  }
}

async function isUnused(path: string): Promise<boolean> {
  const used = (await stat(join(path, MANIFEST_NAME)).catch(ignoreMissing)) ?? (await stat(path));
  return Date.now() - used.mtimeMs > UNUSED_AFTER_MS;
}

/** Out of the way at once, so that nobody ever finds half of it. */
async function removeWhole(path: string, asidePrefix: string): Promise<void> {
  const aside = await mkdtemp(asidePrefix);
  try {
    await rename(path, join(aside, 'unused'));
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}
