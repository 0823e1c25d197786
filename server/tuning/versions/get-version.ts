import type { Store } from '../../store/index.ts';
import type { Version, VersionId } from './types.ts';
import { readVersion, selectVersions, versionFromRow } from './version-row.ts';

type Deps = { store: Pick<Store, 'db'> };

/** @throws AppError `not_found` */
export async function getVersion({ store }: Deps, id: VersionId): Promise<Version> {
  return readVersion(store.db, id);
}

/** All versions of a bot, newest first. */
export async function listVersions({ store }: Deps, { botId }: { botId: string }): Promise<Version[]> {
  const rows = await selectVersions(store.db)
    .where('v.bot_id', '=', botId)
    .orderBy('v.created_at', 'desc')
    .orderBy('v.id')
    .execute();
  return rows.map(versionFromRow);
}
