import type { AskedItem } from '../evaluation/answer-item.ts';
import { evaluateAnswers, evaluateAt } from '../evaluation/evaluate-answers.ts';
import type { EvaluationInput, EvaluationReport } from '../evaluation/types.ts';
import type { CompareDeps } from './compare-deps.ts';
import { liveVenue } from './live-venue.ts';

export type EvaluateVersionInput = Pick<EvaluationInput, 'questions' | 'onProgress'> & {
  botId: string;
  /** A version's id, `untuned`, or what serves where it is absent. */
  version?: string;
  /** Knowledge to ask instead of the bot's own, live documents. */
  corpus?: EvaluationInput['corpus'];
};

/**
 * Asks one version of a bot every question of the whole pipeline, on the bot's live index or on a corpus of its own.
 * @throws AppError `not_found`, `cancelled`, and what ingesting, searching or generating throws
 */
export async function evaluateVersion(
  deps: CompareDeps,
  { botId, version = 'release', corpus, ...input }: EvaluateVersionInput,
  signal?: AbortSignal,
): Promise<EvaluationReport<AskedItem>> {
  const startedAt = deps.clock.now();
  const found = await deps.findVersion({ botId, version });
  await using generator = await found.open(signal);
  if (corpus !== undefined)
    return await evaluateAnswers({ ...deps, generator }, { ...input, corpus }, signal);
  const { passages } = await deps.store.db
    .selectFrom('passages')
    .where('bot_id', '=', botId)
    .where('enabled', '=', 1)
    .select((e) => e.fn.countAll<number>().as('passages'))
    .executeTakeFirstOrThrow();
  const venue = await liveVenue(deps, botId, found.versionId);
  return await evaluateAt(venue, { ...input, passages: Number(passages), startedAt }, { generator }, signal);
}
