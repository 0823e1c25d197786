import type { Store } from '../../store/index.ts';
import { slicesOf } from './day-slots.ts';
import type { Range } from './range.ts';
import { jsonText, REACHED_PERSON } from './sql-parts.ts';

export type FirstHandover = { at: number; reason: string | null };

/** One entry a conversation that went to a person in the range: when it first did, and why. An offer alone does not count. */
export async function firstHandovers(
  { db, dialect }: Pick<Store, 'db' | 'dialect'>,
  range: Range,
): Promise<FirstHandover[]> {
  const found: FirstHandover[] = [];
  for await (const { from, until } of slicesOf(range)) {
    const rows = await db
      .selectFrom('conversation_events as e')
      .select((e) => ['e.created_at as at', jsonText(dialect, e.ref('e.data'), ['reason']).as('reason')])
      .where('e.bot_id', '=', range.botId)
      .where('e.kind', '=', 'state-changed')
      .where('e.created_at', '>=', from)
      .where('e.created_at', '<', until)
      .where((e) => e(jsonText(dialect, e.ref('e.data'), ['to']), 'in', REACHED_PERSON))
      .where((e) =>
        e.not(
          e.exists(
            e
              .selectFrom('conversation_events as before')
              .select('before.sequence')
              .whereRef('before.conversation_id', '=', 'e.conversation_id')
              .whereRef('before.sequence', '<', 'e.sequence')
              .where('before.kind', '=', 'state-changed')
              .where((inner) =>
                inner(jsonText(dialect, inner.ref('before.data'), ['to']), 'in', REACHED_PERSON),
              ),
          ),
        ),
      )
      .execute();
    found.push(...rows.map(({ at, reason }) => ({ at: Number(at), reason })));
  }
  return found;
}
