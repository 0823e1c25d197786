import type { Clock } from '../../base/index.ts';
import type { Insight } from '../../contract/index.ts';
import type { Store } from '../../store/index.ts';
import { countFlags } from '../flags/flagged-answers.ts';
import { countDays } from './count-days.ts';
import { countHandovers, countRatings, countRefusals, countThumbsDown } from './count-reasons.ts';
import { countResolution } from './count-resolution.ts';
import { firstHandovers } from './first-handovers.ts';
import { measureTimes } from './measure-times.ts';
import { rangeOf } from './range.ts';
import { topTopics } from './top-topics.ts';

export type GetInsightInput = {
  botId: string;
  /** Days such as `2026-11-29`, both counted in; the last 28 when absent. */
  from?: string;
  to?: string;
  /** In which the days begin and end, such as `Europe/Berlin`; UTC when absent. */
  timeZone?: string;
};

/**
 * What became of visitors' questions, a day at a time and in all; what staff and programs tried is left out. Counted in small
 * pieces, so that nobody else waits meanwhile.
 * @throws AppError `bad_request`
 */
export async function getInsight(
  deps: { store: Pick<Store, 'db' | 'dialect'>; clock: Clock },
  { botId, timeZone = 'UTC', ...days }: GetInsightInput,
): Promise<Insight> {
  const range = { botId, ...rangeOf({ ...days, timeZone }, deps.clock.now()) };
  const handovers = await firstHandovers(deps.store, range);
  const counted = await countDays(deps, range, handovers);
  const { times, firstWords } = await measureTimes(deps, range);
  return {
    from: range.days[0]?.name ?? '',
    to: range.days.at(-1)?.name ?? '',
    timeZone,
    days: counted.map((day) => ({ ...day, firstWordsMs: firstWords.get(day.day) ?? null })),
    refusals: await countRefusals(deps, range),
    handovers: countHandovers(handovers),
    thumbsDown: await countThumbsDown(deps, range),
    flaggedOpen: await countFlags(deps.store, { ...range, state: 'open' }),
    resolution: await countResolution(deps, range),
    ratings: await countRatings(deps, range),
    topics: await topTopics(deps, range),
    times,
  };
}
