import { link, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, ignoreMissing, ignoring, newId, newSecret, writeFileAtomic } from '../base/index.ts';

const FILE_NAME = 'secret-key';
const MIN_CHARACTERS = 32;

/**
 * The key that signs sessions and encrypts second factors: `<dataDir>/secret-key` (0600), made when absent. It is kept
 * outside the database, so that a copy of the database opens nothing.
 * @throws AppError `storage_failed` when the file holds something else
 */
export async function ensureSecretKey(dataDir: string): Promise<string> {
  const path = join(dataDir, FILE_NAME);
  if ((await readFile(path).catch(ignoreMissing)) === undefined) await makeKey(path);
  const kept = (await readFile(path, 'utf8')).trim();
  if (kept.length >= MIN_CHARACTERS) return kept;
  throw new AppError(
    'storage_failed',
    `${path} does not hold a key of at least ${MIN_CHARACTERS} characters. Restore it from a backup, or delete it: then everyone signs in anew and sets up the second factor again.`,
  );
}

/** Of two processes that start at once, the first one's key stays. */
async function makeKey(path: string): Promise<void> {
  const own = `${path}.${newId('new')}`;
  await writeFileAtomic(own, `${newSecret()}\n`);
  await link(own, path).catch(ignoring('EEXIST'));
  await rm(own);
}
