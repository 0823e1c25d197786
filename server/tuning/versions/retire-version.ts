import type { Kysely } from 'kysely';
import { recordAudit } from '../../audit/index.ts';
import type { Database } from '../../store/index.ts';
import type { Version, VersionId, VersionRecordDeps } from './types.ts';
import { readVersion } from './version-row.ts';

export type RetireVersionInput = VersionId & {
  actor: string;
  /** For staff: why it may not serve any more. */
  reason: string;
};

/**
 * A retired version cannot be published or brought back. One that serves goes on until another release takes its place;
 * see `findDerived` for which that concerns.
 * @throws AppError `not_found`
 */
export async function retireVersion(deps: VersionRecordDeps, input: RetireVersionInput): Promise<Version> {
  return deps.store.transact((tx) => retireIn(tx, { ...input, at: deps.clock.now() }));
}

export async function retireIn(
  tx: Kysely<Database>,
  { botId, versionId, actor, reason, at }: RetireVersionInput & { at: number },
): Promise<Version> {
  const version = await readVersion(tx, { botId, versionId });
  if (version.state === 'retired') return version;
  await tx
    .updateTable('model_versions')
    .set({ state: 'retired', retired_reason: reason, updated_at: at })
    .where('bot_id', '=', botId)
    .where('id', '=', versionId)
    .execute();
  const details = { versionId };
  await recordAudit(tx, { at, actor, verb: 'retireVersion', subject: `bot:${botId}`, details });
  return readVersion(tx, { botId, versionId });
}
