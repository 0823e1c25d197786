import type { Generator } from '../../models/index.ts';
import type { Venue } from '../evaluation/ask-question.ts';
import type { CompareDeps } from '../gate/compare-deps.ts';
import { liveVenue } from '../gate/live-venue.ts';

/** Without `findVersion` no model reads the questions, and the passages alone decide. */
export type OwnDecisionDeps = Omit<CompareDeps, 'findVersion'> & Partial<Pick<CompareDeps, 'findVersion'>>;

/** The bot as it serves now, with the model that does. @throws AppError `not_found`, `model_unavailable` */
export async function readingVenue(
  deps: OwnDecisionDeps,
  botId: string,
  signal?: AbortSignal,
): Promise<Venue & { generator?: Generator } & AsyncDisposable> {
  const venue = await liveVenue(deps, botId);
  const served = await deps.findVersion?.({ botId, version: 'release' });
  if (served === undefined) return { ...venue, async [Symbol.asyncDispose]() {} };
  const generator = await served.open(signal);
  return { ...venue, generator, [Symbol.asyncDispose]: () => generator[Symbol.asyncDispose]() };
}
