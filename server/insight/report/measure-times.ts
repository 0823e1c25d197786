import { type Expression, type RawBuilder, sql } from 'kysely';
import type { Insight } from '../../contract/index.ts';
import type { Store } from '../../store/index.ts';
import type { Range } from './range.ts';
import { dayOf, jsonNumber } from './sql-parts.ts';

type Deps = { store: Pick<Store, 'db' | 'dialect'> };

/** Replies whose passport is opened. */
const LOOKED_AT = 5_000;
const ASKED = ['model', 'quote', 'approved', 'refusal'] as const;

/** How long the latest replies to questions took, as their passports tell. */
export async function measureTimes(deps: Deps, range: Range): Promise<Insight['times']> {
  const row = await deps.store.db
    .selectFrom((from) =>
      from
        .selectFrom(latestTimes(deps, range).as('timed'))
        .select([
          'first_ms',
          'whole_ms',
          count(),
          rank('first_ms', 'first_rank'),
          rank('whole_ms', 'whole_rank'),
        ])
        .as('ranked'),
    )
    .select((e) => [
      e.fn.countAll<number | string>().as('replies'),
      quantile(e.ref('first_ms'), e.ref('first_rank'), e.ref('replies'), 5).as('first_half'),
      quantile(e.ref('first_ms'), e.ref('first_rank'), e.ref('replies'), 9).as('first_nine'),
      quantile(e.ref('whole_ms'), e.ref('whole_rank'), e.ref('replies'), 5).as('whole_half'),
      quantile(e.ref('whole_ms'), e.ref('whole_rank'), e.ref('replies'), 9).as('whole_nine'),
    ])
    .executeTakeFirstOrThrow();
  return {
    replies: Number(row.replies),
    firstWords: { halfMs: row.first_half, nineTenthsMs: row.first_nine },
    whole: { halfMs: row.whole_half, nineTenthsMs: row.whole_nine },
  };
}

/** By the number of the day since the epoch: until half of the visitors could read the first words. */
export async function firstWordsByDay(deps: Deps, range: Range): Promise<Map<number, number>> {
  const rows = await deps.store.db
    .selectFrom((from) =>
      from
        .selectFrom(latestTimes(deps, range).as('timed'))
        .select(['day', 'first_ms'])
        .select([
          sql<number | string>`count(*) over (partition by day)`.as('replies'),
          sql<number | string>`row_number() over (partition by day order by first_ms)`.as('first_rank'),
        ])
        .as('ranked'),
    )
    .select((e) => ['day', quantile(e.ref('first_ms'), e.ref('first_rank'), e.ref('replies'), 5).as('half')])
    .groupBy('day')
    .execute();
  return new Map(rows.flatMap(({ day, half }) => (half === null ? [] : [[Number(day), half]])));
}

function latestTimes({ store: { db, dialect } }: Deps, { botId, from, until }: Range) {
  return db
    .selectFrom((inner) =>
      inner
        .selectFrom('turns')
        .select((e) => {
          const passport = e.ref('passport');
          const whole = jsonNumber(dialect, passport, ['timingsMs', 'total']);
          const first = jsonNumber(dialect, passport, ['timingsMs', 'firstSentence']);
          return [
            dayOf(e.ref('created_at')).as('day'),
            whole.as('whole_ms'),
            sql<number | null>`coalesce(${first}, ${whole})`.as('first_ms'),
          ];
        })
        .where('bot_id', '=', botId)
        .where('conversation_id', 'is not', null)
        .where('kind', 'in', ASKED)
        .where('created_at', '>=', from)
        .where('created_at', '<', until)
        .orderBy('created_at', 'desc')
        .limit(LOOKED_AT)
        .as('latest'),
    )
    .selectAll()
    .where('whole_ms', 'is not', null);
}

function count() {
  return sql<number | string>`count(*) over ()`.as('replies');
}

function rank<A extends string>(column: 'first_ms' | 'whole_ms', name: A) {
  return sql<number | string>`row_number() over (order by ${sql.ref(column)})`.as(name);
}

/** The smallest value that so many tenths do not exceed. */
function quantile(
  value: Expression<number | null>,
  place: Expression<number | string>,
  total: Expression<number | string>,
  tenths: number,
): RawBuilder<number | null> {
  return sql`min(case when ${place} * 10 >= ${total} * ${sql.lit(tenths)} then ${value} end)`;
}
