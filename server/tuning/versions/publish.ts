import { AppError } from '../../base/index.ts';
import { insertRelease } from './insert-release.ts';
import { currentRow, type Release } from './release-row.ts';
import type { Version, VersionId, VersionRecordDeps } from './types.ts';
import { readVersion } from './version-row.ts';

/** What the gate found out about a version. */
export type GateVerdict = {
  comparisonId: string;
  verdict: 'better' | 'not-better' | 'not-enough-tests';
  /** For staff. */
  reasons: readonly string[];
};

export type PublishDeps = VersionRecordDeps & {
  /** The newest verdict on a version; undefined where it was never compared. */
  findVerdict(version: VersionId): Promise<GateVerdict | undefined>;
  /** Starts what answers with a version, so that no visitor waits for it. Rejects where it cannot answer. */
  prepare(versionId: string, signal?: AbortSignal): Promise<void>;
};

export type PublishInput = VersionId & {
  actor: string;
  note?: string;
  /** To publish what the gate did not find better. Who may publish may do this, and says why. */
  override?: { reason: string };
  /** Number of the release that was seen to serve, 0 for none; when absent, the one that serves as this is called. */
  expectedRelease?: number;
};

/**
 * Lets a version answer for a bot, from the next turn on. Its process answers before the switch, and running answers are
 * ended by the version that began them.
 * @throws AppError `not_found`; `bad_request` for an override without a reason; `conflict` where the gate did not find it
 * better, it was retired, or another release came in between; whatever keeps it from answering
 */
export async function publish(
  deps: PublishDeps,
  input: PublishInput,
  signal?: AbortSignal,
): Promise<Release> {
  const { botId, versionId, actor, note = '' } = input;
  const overrideReason = input.override?.reason.trim();
  if (overrideReason === '') {
    throw new AppError('bad_request', 'Say why this version is published although the gate did not pass it.');
  }
  // Before anything else is waited for: what is published meanwhile must be a conflict.
  const expectedNumber = input.expectedRelease ?? (await currentRow(deps.store.db, botId))?.number ?? 0;
  requireNotRetired(await readVersion(deps.store.db, { botId, versionId }));
  const verdict = await deps.findVerdict({ botId, versionId });
  if (verdict?.verdict !== 'better' && overrideReason === undefined) throw notBetter(versionId, verdict);
  await deps.prepare(versionId, signal);
  return await deps.store.transact(async (tx) => {
    requireNotRetired(await readVersion(tx, { botId, versionId }));
    return insertRelease(tx, {
      at: deps.clock.now(),
      verb: 'publishVersion',
      actor,
      botId,
      versionId,
      note,
      comparisonId: verdict?.comparisonId,
      overrideReason,
      expectedNumber,
    });
  });
}

/** @throws AppError `conflict` */
export function requireNotRetired({ id, state, retiredReason }: Version): void {
  if (state !== 'retired') return;
  throw new AppError(
    'conflict',
    `The version "${id}" was retired (${retiredReason}) and cannot serve any more. Teach the bot again, then publish that.`,
  );
}

function notBetter(versionId: string, verdict: GateVerdict | undefined): AppError {
  const why =
    verdict === undefined
      ? `It has not been compared yet; run: foyer compare ${versionId}.`
      : `${verdict.reasons.join(' ')}`;
  return new AppError(
    'conflict',
    `The version "${versionId}" is not published, since the gate has not found it better. ${why} ` +
      'To publish it all the same, give a reason with --override.',
    { details: { verdict: verdict?.verdict ?? null } },
  );
}
