import { openApprovedBook } from '../../answering/index.ts';
import { getBot } from '../../bots/index.ts';
import { search } from '../../knowledge/index.ts';
import { decisionOfVersion } from '../decision/version-decision.ts';
import type { Venue } from '../evaluation/ask-question.ts';
import type { CompareDeps } from './compare-deps.ts';

/**
 * The bot as it serves now: its settings, its approved answers, its documents, its live index. With a version it decides as it
 * would if that served; null is the base model.
 * @throws AppError `not_found`
 */
export async function liveVenue(
  deps: Omit<CompareDeps, 'findVersion'>,
  botId: string,
  versionId?: string | null,
): Promise<Venue> {
  const { settings, settingsVersion } = await getBot(deps, botId);
  const { embedder, clock, log } = deps;
  return {
    botId,
    bot: settings,
    decision: await decisionOfVersion(deps.store.db, { botId, versionId }),
    settingsVersion,
    approved: openApprovedBook(deps),
    search: (input, signal) => search(deps, input, signal),
    embedder,
    clock,
    log,
    corpusId: (name) => name,
  };
}
