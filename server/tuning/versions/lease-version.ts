import type { Generator } from '../../models/index.ts';
import { getVersion } from './get-version.ts';
import { requireNotRetired } from './publish.ts';
import type { ServedGenerator, ServedGenerators } from './served-generators.ts';

export type LeaseVersionDeps = {
  versions: Parameters<typeof getVersion>[0];
  served: ServedGenerators;
  /** The model before any teaching. */
  generator: Generator;
};

/**
 * A bot's version by which a question is tried, whatever serves its visitors; `untuned` is the model before any teaching.
 * @throws AppError `not_found`, `conflict` where it was retired, and whatever keeps it from starting
 */
export async function leaseVersion(
  { versions, served, generator }: LeaseVersionDeps,
  { botId, version }: { botId: string; version: string },
): Promise<ServedGenerator> {
  if (version === 'untuned') return { generator, [Symbol.dispose]: () => undefined };
  const found = await getVersion(versions, { botId, versionId: version });
  requireNotRetired(found);
  return await served.leaseVersion(found.id);
}
