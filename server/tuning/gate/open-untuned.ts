import type { CompareDeps, FoundVersion } from './compare-deps.ts';

/** Opens the model as it is before any teaching; whoever opens it disposes it. */
export function openUntuned(
  { findVersion }: Pick<CompareDeps, 'findVersion'>,
  botId: string,
): FoundVersion['open'] {
  return async (signal) => (await findVersion({ botId, version: 'untuned' })).open(signal);
}
