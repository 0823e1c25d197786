import { sql } from 'kysely';
import { handoffReasonSchema, type Insight } from '../../contract/index.ts';
import type { Store } from '../../store/index.ts';
import { firstHandovers } from './first-handovers.ts';
import type { Range } from './range.ts';
import { jsonText } from './sql-parts.ts';

type Deps = { store: Pick<Store, 'db' | 'dialect'> };
type RefusalReason = Insight['refusals'][number]['reason'];

/** Refusals whose passport is opened. */
const LOOKED_AT = 5_000;

/** What a passport's reason says, in the order in which it is looked for. */
const REFUSALS: readonly (readonly [string, RefusalReason])[] = [
  ['%model declined%', 'declined'],
  ['%weak match%', 'weak-match'],
  ['%nothing was found%', 'nothing-found'],
  ['%written in another language%', 'other-language'],
  ['%longer than%', 'too-long'],
];

/** Why visitors were refused, most often first. */
export async function countRefusals(
  { store: { db, dialect } }: Deps,
  { botId, from, until }: Range,
): Promise<Insight['refusals']> {
  const cases = REFUSALS.map(
    ([pattern, reason]) => sql`when said like ${sql.lit(pattern)} then ${sql.lit(reason)}`,
  );
  const reason = sql<RefusalReason>`case ${sql.join(cases, sql` `)} else 'other' end`;
  const rows = await db
    .selectFrom((latest) =>
      latest
        .selectFrom('turns')
        .select((e) => jsonText(dialect, e.ref('passport'), ['decision', 'reason']).as('said'))
        .where('bot_id', '=', botId)
        .where('conversation_id', 'is not', null)
        .where('kind', '=', 'refusal')
        .where('created_at', '>=', from)
        .where('created_at', '<', until)
        .orderBy('created_at', 'desc')
        .limit(LOOKED_AT)
        .as('refused'),
    )
    .select((e) => [reason.as('reason'), e.fn.countAll<number | string>().as('count')])
    .groupBy(reason)
    .execute();
  return byCount(rows);
}

/** Why conversations went to a person, most often first. */
export async function countHandovers({ store }: Deps, range: Range): Promise<Insight['handovers']> {
  const rows = await store.db
    .selectFrom(firstHandovers(store, range).as('first'))
    .select((e) => ['first.reason', e.fn.countAll<number | string>().as('count')])
    .groupBy('first.reason')
    .execute();
  return byCount(rows.map((row) => ({ ...row, reason: handoffReasonSchema.nullable().parse(row.reason) })));
}

/** Why thumbs were down, most often first; null where no reason was chosen. */
export async function countThumbsDown(
  { store: { db } }: Deps,
  { botId, from, until }: Range,
): Promise<Insight['thumbsDown']> {
  const rows = await db
    .selectFrom('feedback')
    .select((e) => ['reason', e.fn.countAll<number | string>().as('count')])
    .where('bot_id', '=', botId)
    .where('verdict', '=', 'down')
    .where('updated_at', '>=', from)
    .where('updated_at', '<', until)
    .groupBy('reason')
    .execute();
  return byCount(rows);
}

/** How many gave 1, 2, 3, 4 and 5. */
export async function countRatings(
  { store: { db } }: Deps,
  { botId, from, until }: Range,
): Promise<number[]> {
  const rows = await db
    .selectFrom('conversation_ratings')
    .select((e) => ['score', e.fn.countAll<number | string>().as('count')])
    .where('bot_id', '=', botId)
    .where('updated_at', '>=', from)
    .where('updated_at', '<', until)
    .groupBy('score')
    .execute();
  const counts = new Map(rows.map(({ score, count }) => [score, Number(count)]));
  return [1, 2, 3, 4, 5].map((score) => counts.get(score) ?? 0);
}

function byCount<T extends { reason: unknown }>(
  rows: readonly (T & { count: number | string })[],
): (T & { count: number })[] {
  return rows
    .map((row) => ({ ...row, count: Number(row.count) }))
    .toSorted(
      (one, other) => other.count - one.count || String(one.reason).localeCompare(String(other.reason)),
    );
}
