import { AppError } from '../../base/index.ts';
import { partsInWords } from './ground.ts';
import { insertRelease } from './insert-release.ts';
import { currentRow, type Release } from './release-row.ts';
import type { GateVerdict, Version, VersionId, VersionRecordDeps } from './types.ts';
import { readVersion } from './version-row.ts';

export type PublishDeps = VersionRecordDeps & {
  /** The newest verdict on a version; undefined where it was never compared. */
  findVerdict(version: VersionId): Promise<GateVerdict | undefined>;
  /** Starts what answers with a version, so that no visitor waits for it. Rejects where it cannot answer. */
  prepare(versionId: string, signal?: AbortSignal): Promise<void>;
};

export type PublishInput = VersionId & {
  actor: string;
  note?: string;
  /** To publish what the gate did not find better, or not of the bot as it is now. Who may publish may do this, and says why. */
  override?: { reason: string };
  /** Number of the release that was seen to serve, 0 for none; when absent, the one that serves as this is called. */
  expectedRelease?: number;
};

/**
 * Lets a version answer for a bot, from the next turn on. Its process answers before the switch, and running answers are
 * ended by the version that began them.
 * @throws AppError `not_found`; `bad_request` for an override without a reason; `conflict` where the gate did not find it
 * better, found it of another state of the bot or on practice tests only, it was retired, or another release came in between; whatever keeps it from answering
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
  await gateFor(deps, { botId, versionId, overrideReason });
  await deps.prepare(versionId, signal);
  // Starting takes a while, in which documents and tests may change.
  const gate = await gateFor(deps, { botId, versionId, overrideReason });
  return await deps.store.transact(async (tx) => {
    requireNotRetired(await readVersion(tx, { botId, versionId }));
    const at = deps.clock.now();
    return insertRelease(tx, {
      at,
      verb: 'publishVersion',
      actor,
      botId,
      versionId,
      note,
      gate,
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

type Asked = VersionId & { overrideReason: string | undefined };

/** The verdict to publish on. @throws AppError `conflict` where there is none that allows it, and no reason was given */
async function gateFor(
  deps: PublishDeps,
  { overrideReason, ...id }: Asked,
): Promise<GateVerdict | undefined> {
  const gate = await deps.findVerdict(id);
  const passes = gate?.verdict === 'better' && gate.split !== 'dev' && gate.changedSince.length === 0;
  if (passes || overrideReason !== undefined) return gate;
  throw new AppError(
    'conflict',
    `The version "${id.versionId}" is not published. ${whyNot(id.versionId, gate)} ` +
      'To publish it all the same, give a reason with --override.',
    { details: { verdict: gate?.verdict ?? null, changedSince: gate?.changedSince ?? [] } },
  );
}

function whyNot(versionId: string, gate: GateVerdict | undefined): string {
  if (gate === undefined) return `It has not been compared yet; run: foyer compare ${versionId}.`;
  if (gate.split === 'dev') {
    return `It has been compared on practice tests only, by which the bot may have been tuned. Compare it on the final tests: foyer compare ${versionId}.`;
  }
  if (gate.verdict !== 'better') return `The gate has not found it better. ${gate.reasons.join(' ')}`;
  return (
    `The gate found it better, but this has changed since: ${partsInWords(gate.changedSince)}. ` +
    `Compare it with the bot as it is now: foyer compare ${versionId}.`
  );
}
