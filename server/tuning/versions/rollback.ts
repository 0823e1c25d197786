import type { Kysely } from 'kysely';
import { AppError } from '../../base/index.ts';
import { restoreBotSettings } from '../../bots/index.ts';
import type { Database } from '../../store/index.ts';
import { insertRelease } from './insert-release.ts';
import { type PublishDeps, requireNotRetired } from './publish.ts';
import { currentRow, type Release, readRelease, releaseFromRow } from './release-row.ts';
import { readVersion } from './version-row.ts';

export type RollbackInput = {
  actor: string;
  botId: string;
  /** Id of the release to bring back; the one before the current one when absent. */
  to?: string;
  note?: string;
};

/**
 * Brings an earlier release back as a new one: its model version and its settings. Documents, approved answers and what
 * customers call things are not touched: answers keep resting on what is known today, and the release counts in what that differs from then. Before the first release stands the base model, with the settings as they are.
 * @throws AppError `not_found`; `conflict` without anything to go back to, for a retired version, or where another
 * release came in between
 */
export async function rollback(
  deps: Omit<PublishDeps, 'findVerdict'>,
  { actor, botId, to, note = '' }: RollbackInput,
  signal?: AbortSignal,
): Promise<Release> {
  const current = await currentRow(deps.store.db, botId);
  if (!current) {
    throw new AppError('conflict', 'Nothing was published for this bot yet: the base model serves it.');
  }
  const target =
    to === undefined
      ? await releaseBefore(deps.store.db, releaseFromRow(current))
      : await readRelease(deps.store.db, { botId, releaseId: to });
  const versionId = target?.versionId ?? null;
  if (versionId !== null) {
    requireNotRetired(await readVersion(deps.store.db, { botId, versionId }));
    await deps.prepare(versionId, signal);
  }
  return await deps.store.transact(async (tx) => {
    const at = deps.clock.now();
    if (versionId !== null) requireNotRetired(await readVersion(tx, { botId, versionId }));
    if (target) await restoreBotSettings(tx, { at, actor, botId, settings: target.settings });
    return insertRelease(tx, {
      at,
      verb: 'rollBack',
      actor,
      botId,
      versionId,
      note,
      ...(target && { restores: target, gate: target.gate }),
      expectedNumber: current.number,
    });
  });
}

/** Going back twice goes two releases back, not there and back again. Undefined: the base model before the first one. */
async function releaseBefore(db: Kysely<Database>, current: Release): Promise<Release | undefined> {
  const { botId } = current;
  const shown =
    current.restores === null ? current : await readRelease(db, { botId, releaseId: current.restores });
  if (current.versionId === null && current.restores === null) {
    throw new AppError('conflict', 'The base model serves this bot; there is nothing before it.');
  }
  const row = await db
    .selectFrom('releases')
    .selectAll()
    .where('bot_id', '=', botId)
    .where('number', '<', shown.number)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  const before = releaseFromRow(row);
  return before.restores === null ? before : readRelease(db, { botId, releaseId: before.restores });
}
