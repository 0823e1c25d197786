import { sql } from 'kysely';
import { type Insight, QUESTION_REPLIES } from '../../contract/index.ts';
import type { Store } from '../../store/index.ts';
import { dayFinder } from './day-slots.ts';
import { latestTurns } from './latest-turns.ts';
import type { Range } from './range.ts';
import { jsonNumber } from './sql-parts.ts';

type Deps = { store: Pick<Store, 'db' | 'dialect'> };
export type MeasuredTimes = {
  times: Insight['times'];
  /** By the name of the day: until half of the visitors could read the first words. */
  firstWords: ReadonlyMap<string, number>;
};

/** How long the latest replies to questions took, as their passports tell. */
export async function measureTimes({ store }: Deps, range: Range): Promise<MeasuredTimes> {
  const timed: { at: number; first: number; whole: number }[] = [];
  for await (const rows of latestTurns(store, range, QUESTION_REPLIES, (turns) =>
    turns
      .select((e) => {
        const passport = e.ref('passport');
        const whole = jsonNumber(store.dialect, passport, ['timingsMs', 'total']);
        const first = jsonNumber(store.dialect, passport, ['timingsMs', 'firstSentence']);
        return [
          'created_at as at',
          whole.as('whole'),
          sql<number | null>`coalesce(${first}, ${whole})`.as('first'),
        ];
      })
      .execute(),
  )) {
    for (const { at, first, whole } of rows) {
      if (whole !== null) timed.push({ at: Number(at), first: first ?? whole, whole });
    }
  }
  const dayOf = dayFinder(range.days);
  const byDay = Map.groupBy(timed, ({ at }) => dayOf(at)?.name ?? '');
  const firstOf = (rows: typeof timed) => rows.map(({ first }) => first);
  return {
    times: {
      replies: timed.length,
      firstWords: quantiles(firstOf(timed)),
      whole: quantiles(timed.map(({ whole }) => whole)),
    },
    firstWords: new Map(
      [...byDay].flatMap(([day, rows]) => {
        const { halfMs } = quantiles(firstOf(rows));
        return halfMs === null ? [] : [[day, halfMs] as const];
      }),
    ),
  };
}

function quantiles(values: readonly number[]): Insight['times']['whole'] {
  const sorted = values.toSorted((one, other) => one - other);
  /** The smallest value that so many tenths do not exceed. */
  const at = (tenths: number) => sorted[Math.ceil((sorted.length * tenths) / 10) - 1] ?? null;
  return { halfMs: at(5), nineTenthsMs: at(9) };
}
