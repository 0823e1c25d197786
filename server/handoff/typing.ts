import type { ConversationRow } from './conversation-row.ts';
import { recordEvent } from './record-event.ts';
import type { HandoffDeps } from './types.ts';

/** Typing is news for a moment only. */
export const TYPING_HOLDS_MS = 6_000;
/** More often nobody needs to know. */
const TYPING_EVERY_MS = 2_500;

/** Tells the other side that somebody is writing; too often, or while no person has the conversation, changes nothing. */
export async function showTyping(
  deps: Pick<HandoffDeps, 'store' | 'clock' | 'live'>,
  row: ConversationRow,
  { author, actor }: { author: 'visitor' | 'person'; actor: string },
): Promise<void> {
  if (row.state !== 'with-person' && !(row.state === 'waiting' && author === 'visitor')) return;
  if (author === 'person' && row.agent_id !== actor) return;
  const at = deps.clock.now();
  await deps.store.transact(async (tx) => {
    const typed = tx
      .selectFrom('conversation_events')
      .select('sequence')
      .where('conversation_id', '=', row.id)
      .where('kind', '=', 'typing')
      .where('actor', '=', actor);
    const recent = await typed.where('created_at', '>', at - TYPING_EVERY_MS).executeTakeFirst();
    if (recent) return;
    await tx
      .deleteFrom('conversation_events')
      .where('conversation_id', '=', row.id)
      .where('kind', '=', 'typing')
      .execute();
    const event = { botId: row.bot_id, conversationId: row.id, kind: 'typing' as const, actor, at };
    await recordEvent(tx, { ...event, data: { author, name: author === 'person' ? row.agent_name : null } });
  });
  deps.live.wake(row.bot_id);
}
