import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Insight } from '../../contract/index.ts';
import type { Database, Store } from '../../store/index.ts';
import { slicesOf } from './day-slots.ts';
import type { Range } from './range.ts';
import { jsonText, REACHED_PERSON } from './sql-parts.ts';

type Ending = keyof Insight['resolution'];
type Conversations = ExpressionBuilder<Database & { c: Database['conversations'] }, 'c'>;

const DISLIKED_UP_TO = 2;
const LIKED_FROM = 4;

/** How the conversations ended that began in the range; what a visitor said goes before what the bot did. */
export async function countResolution(
  { store: { db, dialect } }: { store: Pick<Store, 'db' | 'dialect'> },
  range: Range,
): Promise<Insight['resolution']> {
  const endingOf = (e: Conversations) => {
    const endings: [Expression<SqlBool>, Ending][] = [
      [reachedPerson(e, dialect), 'handedOver'],
      [e.or([hasThumb(e, 'down'), hasRating(e, '<=', DISLIKED_UP_TO)]), 'notHelped'],
      [e.or([hasThumb(e, 'up'), hasRating(e, '>=', LIKED_FROM)]), 'confirmed'],
      [hasTurn(e, ['refusal']), 'refused'],
      [hasTurn(e, ['model', 'quote', 'approved']), 'silent'],
    ];
    const cases = endings.map(([condition, ending]) => sql`when ${condition} then ${sql.lit(ending)}`);
    return sql<Ending>`case ${sql.join(cases, sql` `)} else 'other' end`;
  };
  const resolution = { handedOver: 0, notHelped: 0, confirmed: 0, refused: 0, silent: 0, other: 0 };
  for await (const { from, until } of slicesOf(range)) {
    const rows = await db
      .selectFrom((inner) =>
        inner
          .selectFrom('conversations as c')
          .select((e) => endingOf(e).as('ending'))
          .where('c.bot_id', '=', range.botId)
          .where('c.created_at', '>=', from)
          .where('c.created_at', '<', until)
          .as('ended'),
      )
      .select((e) => ['ended.ending', e.fn.countAll<number | string>().as('count')])
      .groupBy('ended.ending')
      .execute();
    for (const { ending, count } of rows) resolution[ending] += Number(count);
  }
  return resolution;
}

function reachedPerson(e: Conversations, dialect: Store['dialect']) {
  return e.exists(
    e
      .selectFrom('conversation_events as moved')
      .select('moved.sequence')
      .whereRef('moved.conversation_id', '=', 'c.id')
      .where('moved.kind', '=', 'state-changed')
      .where((inner) => inner(jsonText(dialect, inner.ref('moved.data'), ['to']), 'in', REACHED_PERSON)),
  );
}

function hasThumb(e: Conversations, verdict: 'up' | 'down') {
  return e.exists(
    e
      .selectFrom('feedback as f')
      .select('f.message_id')
      .whereRef('f.conversation_id', '=', 'c.id')
      .where('f.verdict', '=', verdict),
  );
}

function hasRating(e: Conversations, than: '<=' | '>=', score: number) {
  return e.exists(
    e
      .selectFrom('conversation_ratings as r')
      .select('r.score')
      .whereRef('r.conversation_id', '=', 'c.id')
      .where('r.score', than, score),
  );
}

function hasTurn(e: Conversations, kinds: readonly string[]) {
  return e.exists(
    e
      .selectFrom('turns as t')
      .select('t.id')
      .whereRef('t.conversation_id', '=', 'c.id')
      .where('t.kind', 'in', kinds),
  );
}
