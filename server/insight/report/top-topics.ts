import type { Insight } from '../../contract/index.ts';
import type { Store } from '../../store/index.ts';
import { slicesOf } from './day-slots.ts';
import type { Range } from './range.ts';

const SHOWN = 10;

/** What visitors asked about most in the range, as far as their questions are sorted. */
export async function topTopics(
  { store: { db } }: { store: Pick<Store, 'db'> },
  range: Range,
): Promise<Insight['topics']> {
  const topics = new Map<string, Insight['topics'][number] & { sequence: number }>();
  for await (const { from, until } of slicesOf(range)) {
    const rows = await db
      .selectFrom('topic_questions as q')
      .innerJoin('topics', 'topics.id', 'q.topic_id')
      .innerJoin('turns as t', 't.id', 'q.turn_id')
      .leftJoin('feedback as f', (join) =>
        join.onRef('f.message_id', '=', 't.message_id').on('f.verdict', '=', 'down'),
      )
      .leftJoin('flagged_answers as w', 'w.message_id', 't.message_id')
      .select((e) => {
        const without = e.or([
          e('t.kind', '=', 'refusal'),
          e('f.verdict', 'is not', null),
          e('w.message_id', 'is not', null),
        ]);
        return [
          'topics.id',
          'topics.label',
          'topics.sequence',
          e.fn.countAll<number | string>().as('asked'),
          e.fn.sum<number | string>(e.case().when(without).then(1).else(0).end()).as('unanswered'),
        ];
      })
      .where('q.bot_id', '=', range.botId)
      .where('q.asked_at', '>=', from)
      .where('q.asked_at', '<', until)
      .groupBy(['topics.id', 'topics.label', 'topics.sequence'])
      .execute();
    for (const { id, label, sequence, asked, unanswered } of rows) {
      const known = topics.get(id) ?? { id, label, sequence: Number(sequence), asked: 0, unanswered: 0 };
      known.asked += Number(asked);
      known.unanswered += Number(unanswered);
      topics.set(id, known);
    }
  }
  return [...topics.values()]
    .toSorted((one, other) => other.asked - one.asked || one.sequence - other.sequence)
    .slice(0, SHOWN)
    .map(({ sequence: _, ...topic }) => topic);
}
