import type { Generator } from '../../models/index.ts';
import { getVersion } from '../versions/get-version.ts';
import { openVersionGenerator } from '../versions/open-version-generator.ts';
import { releasedVersion } from '../versions/release-row.ts';
import type { VersionDeps } from '../versions/types.ts';
import type { FindVersion, FoundVersion } from './compare-deps.ts';

export type BindFindVersionDeps = VersionDeps & {
  /** The model before any teaching, which the caller keeps. */
  untuned: { id: string; generator: Generator };
};

/** Versions as this installation has them: from the database, each in a process of its own while it is asked. */
export function bindFindVersion(deps: BindFindVersionDeps): FindVersion {
  const { id, generator } = deps.untuned;
  const untuned: FoundVersion = { versionId: id, open: async () => borrowed(generator) };
  return async ({ botId, version }) => {
    const versionId = version === 'release' ? await releasedVersion(deps.store.db, botId) : version;
    if (versionId === null || versionId === 'untuned' || versionId === id) return untuned;
    await getVersion(deps, { botId, versionId });
    return { versionId, open: (signal) => openVersionGenerator(deps, { versionId }, signal) };
  };
}

/** Stays open when whoever asked it is done. */
function borrowed(generator: Generator): Generator & AsyncDisposable {
  return {
    contextTokens: generator.contextTokens,
    identity: () => generator.identity(),
    countTokens: (messages) => generator.countTokens(messages),
    generate: (request, signal) => generator.generate(request, signal),
    async [Symbol.asyncDispose]() {},
  };
}
