import { sql } from 'kysely';
import type { Store } from '../../store/index.ts';
import type { Range } from './range.ts';
import { jsonText, REACHED_PERSON } from './sql-parts.ts';

/** One row a conversation that went to a person in the range: when it first did, and why. An offer alone does not count. */
export function firstHandovers(
  { db, dialect }: Pick<Store, 'db' | 'dialect'>,
  { botId, from, until }: Range,
) {
  return db
    .selectFrom((outer) =>
      outer
        .selectFrom('conversation_events as e')
        .select((e) => [
          'e.conversation_id',
          'e.created_at as at',
          jsonText(dialect, e.ref('e.data'), ['reason']).as('reason'),
          sql<number | string>`row_number() over (partition by e.conversation_id order by e.sequence)`.as(
            'place',
          ),
        ])
        .where('e.bot_id', '=', botId)
        .where('e.kind', '=', 'state-changed')
        .where((e) => e(jsonText(dialect, e.ref('e.data'), ['to']), 'in', REACHED_PERSON))
        .as('reached'),
    )
    .select(['reached.conversation_id', 'reached.at', 'reached.reason'])
    .where('reached.place', '=', 1)
    .where('reached.at', '>=', from)
    .where('reached.at', '<', until);
}
