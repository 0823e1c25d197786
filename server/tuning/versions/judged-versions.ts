import type { Clock } from '../../base/index.ts';
import type { Store } from '../../store/index.ts';
import { findVerdict, findVerdicts } from './find-verdict.ts';
import { getVersion, listVersions } from './get-version.ts';
import type { GateVerdict, Version, VersionId } from './types.ts';

type Deps = { store: Pick<Store, 'db'>; clock: Clock };

/** With the newest verdict of the gate; null where it was not compared. */
export type JudgedVersion = Version & { gate: GateVerdict | null };

/** @throws AppError `not_found` */
export async function getJudgedVersion(deps: Deps, id: VersionId): Promise<JudgedVersion> {
  return { ...(await getVersion(deps, id)), gate: (await findVerdict(deps, id)) ?? null };
}

/** All versions of a bot, newest first. */
export async function listJudgedVersions(deps: Deps, { botId }: { botId: string }): Promise<JudgedVersion[]> {
  const versions = await listVersions(deps, { botId });
  const verdicts = await findVerdicts(deps, { botId, versionIds: versions.map(({ id }) => id) });
  return versions.map((version) => ({ ...version, gate: verdicts.get(version.id) ?? null }));
}
