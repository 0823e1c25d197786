import type { Insight } from '../../contract/index.ts';
import type { Store } from '../../store/index.ts';
import type { Range } from './range.ts';

const SHOWN = 10;

/** What visitors asked about most in the range, as far as their questions are sorted. */
export async function topTopics(
  { store: { db } }: { store: Pick<Store, 'db'> },
  { botId, from, until }: Range,
): Promise<Insight['topics']> {
  const rows = await db
    .selectFrom('topic_questions as q')
    .innerJoin('topics', 'topics.id', 'q.topic_id')
    .innerJoin('turns as t', 't.id', 'q.turn_id')
    .leftJoin('feedback as f', (join) =>
      join.onRef('f.message_id', '=', 't.message_id').on('f.verdict', '=', 'down'),
    )
    .select((e) => {
      const without = e.or([e('t.kind', '=', 'refusal'), e('f.verdict', 'is not', null)]);
      return [
        'topics.id',
        'topics.label',
        e.fn.countAll<number | string>().as('asked'),
        e.fn.sum<number | string>(e.case().when(without).then(1).else(0).end()).as('unanswered'),
      ];
    })
    .where('q.bot_id', '=', botId)
    .where('q.asked_at', '>=', from)
    .where('q.asked_at', '<', until)
    .groupBy(['topics.id', 'topics.label', 'topics.sequence'])
    .orderBy('asked', 'desc')
    .orderBy('topics.sequence')
    .limit(SHOWN)
    .execute();
  return rows.map(({ id, label, asked, unanswered }) => ({
    id,
    label,
    asked: Number(asked),
    unanswered: Number(unanswered),
  }));
}
