import type { HttpDeps } from '../http/index.ts';
import type { GeneratorPool } from '../models/index.ts';
import { bindFindVersion, findVerdict, openVersionGenerator, ServedGenerators } from '../tuning/index.ts';
import { modelsDepsOf, servingOptions } from './model-settings.ts';
import type { Setup } from './setup.ts';

type VersionServices = Pick<HttpDeps, 'store' | 'clock' | 'log' | 'index' | 'embedder' | 'generator'> & {
  pool: GeneratorPool;
};

/** What makes versions of bots and publishes them, what answers with them, and what compares them. */
export function bindVersions(
  { config, overrides }: Pick<Setup, 'config' | 'overrides'>,
  { store, clock, log, index, embedder, generator, pool }: VersionServices,
): Pick<HttpDeps, 'versions' | 'served' | 'comparing'> {
  const { dataDir } = config.storage;
  const making = { store, clock, log, dataDir, models: modelsDepsOf(config, log), ...servingOptions(config) };
  const served = new ServedGenerators({
    store,
    clock,
    log,
    pool,
    base: generator,
    openVersion: overrides.openVersion ?? ((versionId) => openVersionGenerator(making, { versionId })),
  });
  const versions: HttpDeps['versions'] = {
    ...making,
    findVerdict: (version) => findVerdict({ store, clock }, version),
    prepare: (versionId, signal) => served.prepare(versionId, signal),
  };
  const untuned = { id: config.models.generator, generator };
  const findVersion = overrides.findVersion ?? bindFindVersion({ ...making, untuned });
  return { versions, served, comparing: { store, clock, log, embedder, index, findVersion } };
}
