import type { Kysely } from 'kysely';
import type { ConversationEventKind, Database } from '../store/index.ts';

export type NewEvent = {
  botId: string;
  conversationId: string;
  kind: ConversationEventKind;
  actor: string;
  data: Record<string, unknown>;
  at: number;
};

/**
 * Adds an event in the caller's transaction. The bot's counter is one row, so that numbers are given in the order of the
 * commits: who has read up to a number has missed none below it.
 * @returns its number
 */
export async function recordEvent(tx: Kysely<Database>, event: NewEvent): Promise<number> {
  const { botId, conversationId, kind, actor, data, at } = event;
  const { last } = await tx
    .insertInto('event_counters')
    .values({ bot_id: botId, last: 1 })
    .onConflict((conflict) =>
      conflict.column('bot_id').doUpdateSet((e) => ({ last: e('event_counters.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('conversation_events')
    .values({
      bot_id: botId,
      sequence: last,
      conversation_id: conversationId,
      kind,
      actor,
      data: JSON.stringify(data),
      created_at: at,
    })
    .execute();
  return last;
}
