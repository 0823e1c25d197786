import type { Adapter } from '../../models/index.ts';
import type { Store } from '../../store/index.ts';
import type { Version, VersionId } from '../versions/types.ts';
import { readVersion } from '../versions/version-row.ts';

/** A version of the bot with its adapter. @throws AppError `not_found` */
export async function readVersionAdapter(
  { store }: { store: Pick<Store, 'db'> },
  id: VersionId,
): Promise<{ version: Version; adapter: Adapter }> {
  const version = await readVersion(store.db, id);
  const { adapter: bytes } = await store.db
    .selectFrom('version_weights')
    .select('adapter')
    .where('id', '=', version.id)
    .executeTakeFirstOrThrow();
  return { version, adapter: { bytes, rank: version.rank, alpha: version.alpha } };
}
