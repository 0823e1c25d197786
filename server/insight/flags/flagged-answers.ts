import { type Expression, type SqlBool, sql } from 'kysely';
import type { Store } from '../../store/index.ts';

type Db = Store['db'];

/** Answers that staff marked as wrong, each with whether it is corrected, and whether it is open still. */
export function flaggedAnswers(db: Db, botId: string) {
  return db.selectFrom((from) =>
    from
      .selectFrom('flagged_answers as w')
      .innerJoin('turns as t', 't.message_id', 'w.message_id')
      .selectAll('w')
      .select(['t.id as turn_id', 't.kind'])
      .select((e) => {
        const corrected = e.exists(
          e
            .selectFrom('corrections as c')
            .select('c.id')
            .whereRef('c.turn_id', '=', 't.id')
            .where('c.state', '=', 'applied'),
        );
        const done = e.or([corrected, e('w.settled_at', 'is not', null)]);
        return [asNumber(corrected).as('corrected'), asNumber(done).as('done')];
      })
      .where('w.bot_id', '=', botId)
      .as('f'),
  );
}

/** How many of those marked in a time are open. */
export async function countOpenFlags(
  { db }: Pick<Store, 'db'>,
  { botId, from, until }: { botId: string; from: number; until: number },
): Promise<number> {
  const { count } = await flaggedAnswers(db, botId)
    .select((e) => e.fn.countAll<number | string>().as('count'))
    .where('f.flagged_at', '>=', from)
    .where('f.flagged_at', '<', until)
    .where('f.done', '=', 0)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The engines differ in what they take for true. */
function asNumber(condition: Expression<SqlBool>) {
  return sql<number>`case when ${condition} then 1 else 0 end`;
}
