import { invariant } from '../base/index.ts';
import { getBot, leavingBots } from '../bots/index.ts';
import { findBotConversation } from './conversation-row.ts';
import { HANDOFF_EVENTS, type HandoffEvent } from './machine.ts';
import { moveConversation } from './move-conversation.ts';
import type { HandoffDeps } from './types.ts';

const AT_ONCE = 200;

/**
 * What happens by itself: nobody took a conversation in time, or person or visitor fell silent. Several processes may look at
 * the same time; each event happens once.
 * @returns how many there were
 */
export async function expireHandoffs(
  deps: Pick<HandoffDeps, 'store' | 'clock' | 'log' | 'live'>,
): Promise<number> {
  const due = await deps.store.db
    .selectFrom('conversations')
    .select(['id', 'bot_id'])
    .where('due_at', '<=', deps.clock.now())
    .where('bot_id', 'not in', leavingBots(deps.store.db))
    .orderBy('due_at')
    .limit(AT_ONCE)
    .execute();
  let count = 0;
  for (const { id, bot_id } of due) {
    try {
      if (!(await expire(deps, { conversationId: id, botId: bot_id }))) continue;
      deps.live.wake(bot_id);
      count += 1;
    } catch (error) {
      // One bot whose settings cannot be read must not keep the others waiting.
      deps.log.error('handoff-not-expired', { conversationId: id, error });
    }
  }
  return count;
}

async function expire(
  deps: Pick<HandoffDeps, 'store' | 'clock'>,
  place: { botId: string; conversationId: string },
): Promise<boolean> {
  const { settings } = await getBot(deps, place.botId);
  return await deps.store.transact(async (tx) => {
    const row = await findBotConversation(tx, place);
    const at = deps.clock.now();
    if (row.due_at === null || row.due_at > at) return false;
    const event = eventNamed(row.due_event);
    await moveConversation(tx, row, { event, actor: 'system:clock', at, settings: settings.handoff });
    return true;
  });
}

function eventNamed(name: string | null): HandoffEvent {
  const event = HANDOFF_EVENTS.find((known) => known === name);
  invariant(event, `A conversation waits for the unknown event "${name}".`);
  return event;
}
