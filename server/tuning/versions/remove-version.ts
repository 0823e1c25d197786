import { rm } from 'node:fs/promises';
import { recordAudit } from '../../audit/index.ts';
import { AppError } from '../../base/index.ts';
import { versionFolder } from './merge-version.ts';
import { releasedVersion } from './release-row.ts';
import type { VersionId, VersionRecordDeps } from './types.ts';
import { readVersion } from './version-row.ts';

/**
 * Deletes a retired version: its adapter and its files, unless another bot has the same, and its place in the list. What was
 * released and compared stays in the record, by its id.
 * @throws AppError `not_found`; `conflict` where it is not retired, or serves
 */
export async function removeVersion(
  deps: VersionRecordDeps & { dataDir: string },
  { actor, botId, versionId }: VersionId & { actor: string },
): Promise<void> {
  const isLast = await deps.store.transact(async (tx) => {
    const { state } = await readVersion(tx, { botId, versionId });
    if (state !== 'retired') {
      throw new AppError(
        'conflict',
        `The version "${versionId}" is not retired. Retire it first, with a reason.`,
      );
    }
    if ((await releasedVersion(tx, botId)) === versionId) {
      throw new AppError(
        'conflict',
        `The version "${versionId}" answers visitors now. Publish another, or roll back, then remove it.`,
      );
    }
    await tx.deleteFrom('model_versions').where('bot_id', '=', botId).where('id', '=', versionId).execute();
    const other = await tx
      .selectFrom('model_versions')
      .select('id')
      .where('id', '=', versionId)
      .executeTakeFirst();
    if (!other) await tx.deleteFrom('version_weights').where('id', '=', versionId).execute();
    const details = { versionId };
    const at = deps.clock.now();
    await recordAudit(tx, { at, actor, verb: 'removeVersion', subject: `bot:${botId}`, details });
    return other === undefined;
  });
  if (isLast) await rm(versionFolder(deps, versionId), { recursive: true, force: true });
  await deps.store.forget();
}
