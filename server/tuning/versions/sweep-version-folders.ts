import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ignoreMissing, removeIfOlder } from '../../base/index.ts';
import { versionFolder } from './merge-version.ts';
import type { VersionDeps } from './types.ts';

/** What is merged before any bot has it, as an import does, is younger. */
const STRAY_AFTER_MS = 24 * 3_600_000;

/** Takes away the merged files of versions that no bot has, which a crash left when the last bot with one was deleted. */
export async function sweepVersionFolders(deps: Pick<VersionDeps, 'store' | 'dataDir'>): Promise<void> {
  const parent = versionFolder(deps, '');
  const held = (await readdir(parent).catch(ignoreMissing)) ?? [];
  const rows = await deps.store.db.selectFrom('version_weights').select('id').execute();
  const known = new Set(rows.map(({ id }) => id));
  for (const name of held.filter((id) => !known.has(id)))
    await removeIfOlder(join(parent, name), STRAY_AFTER_MS);
}
