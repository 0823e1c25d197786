import { type Expression, type SqlBool, sql } from 'kysely';
import type { Store } from '../../store/index.ts';

type Db = Store['db'];

export type FlagFilter = {
  botId: string;
  /** Marked in `[from, until)`, in milliseconds; of any time when absent. */
  from?: number;
  until?: number;
  /** `open`: neither corrected nor said to be put right. */
  state?: 'open' | 'done';
};

/** Answers that staff marked as wrong, each with whether it is corrected, and whether it is done with. */
export function flaggedAnswers(db: Db, { botId, from, until, state }: FlagFilter) {
  let query = db.selectFrom((source) =>
    source
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
  if (from !== undefined) query = query.where('f.flagged_at', '>=', from);
  if (until !== undefined) query = query.where('f.flagged_at', '<', until);
  if (state !== undefined) query = query.where('f.done', '=', state === 'done' ? 1 : 0);
  return query;
}

/** How many there are. */
export async function countFlags({ db }: Pick<Store, 'db'>, filter: FlagFilter): Promise<number> {
  const { count } = await flaggedAnswers(db, filter)
    .select((e) => e.fn.countAll<number | string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The engines differ in what they take for true. */
function asNumber(condition: Expression<SqlBool>) {
  return sql<number>`case when ${condition} then 1 else 0 end`;
}
