import type { Clock } from '../../base/index.ts';
import type { Insight } from '../../contract/index.ts';
import type { Store } from '../../store/index.ts';
import { countDays } from './count-days.ts';
import { countHandovers, countRatings, countRefusals, countThumbsDown } from './count-reasons.ts';
import { countResolution } from './count-resolution.ts';
import { firstWordsByDay, measureTimes } from './measure-times.ts';
import { DAY_MS, dayName, rangeOf } from './range.ts';
import { topTopics } from './top-topics.ts';

export type GetInsightInput = {
  botId: string;
  /** Days of UTC, such as `2026-11-29`, both counted in; the last 28 when absent. */
  from?: string;
  to?: string;
};

/** What became of visitors' questions, a day at a time and in all; what staff and programs tried is left out. @throws AppError `bad_request` */
export async function getInsight(
  deps: { store: Pick<Store, 'db' | 'dialect'>; clock: Clock },
  { botId, ...days }: GetInsightInput,
): Promise<Insight> {
  const range = { botId, ...rangeOf(days, deps.clock.now()) };
  const [counted, firstWords, refusals, handovers, thumbsDown, resolution, ratings, topics, times] =
    await Promise.all([
      countDays(deps, range),
      firstWordsByDay(deps, range),
      countRefusals(deps, range),
      countHandovers(deps, range),
      countThumbsDown(deps, range),
      countResolution(deps, range),
      countRatings(deps, range),
      topTopics(deps, range),
      measureTimes(deps, range),
    ]);
  return {
    from: dayName(range.from),
    to: dayName(range.until - DAY_MS),
    days: counted.map((day) => ({
      ...day,
      firstWordsMs: firstWords.get(Date.parse(day.day) / DAY_MS) ?? null,
    })),
    refusals,
    handovers,
    thumbsDown,
    resolution,
    ratings,
    topics,
    times,
  };
}
