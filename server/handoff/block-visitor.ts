import type { Kysely } from 'kysely';
import { recordAudit } from '../audit/index.ts';
import { getBot } from '../bots/index.ts';
import type { Database } from '../store/index.ts';
import { type ConversationRow, findBotConversation } from './conversation-row.ts';
import { nextState } from './machine.ts';
import { moveConversation } from './move-conversation.ts';
import { recordEvent } from './record-event.ts';
import type { HandoffDeps } from './types.ts';

type Place = { actor: string; botId: string; conversationId: string };

/**
 * The visitor of this conversation writes to the bot no more, in any conversation of the same browser; one that waits or is under way is
 * closed. @throws AppError `not_found`
 */
export async function blockVisitor(deps: HandoffDeps, input: Place & { reason: string }): Promise<void> {
  const { settings } = await getBot(deps, input.botId);
  const { actor, botId, reason } = input;
  const conversationId = await change(deps, input, 'blockVisitor', async (tx, row, at) => {
    const blocked = { actor, reason, created_at: at };
    await tx
      .insertInto('blocked_visitors')
      .values({ bot_id: botId, visitor_hash: row.visitor_hash, ...blocked })
      .onConflict((conflict) => conflict.columns(['bot_id', 'visitor_hash']).doUpdateSet(blocked))
      .execute();
    const others = await tx
      .selectFrom('conversations')
      .selectAll()
      .where('bot_id', '=', botId)
      .where('visitor_hash', '=', row.visitor_hash)
      .execute();
    for (const other of others.filter(({ state }) => nextState(state, 'close') !== null)) {
      await moveConversation(tx, other, { event: 'close', actor, at, settings: settings.handoff });
    }
  });
  await deps.stopAnswer(conversationId);
}

/** @throws AppError `not_found` */
export async function unblockVisitor(deps: HandoffDeps, input: Place): Promise<void> {
  await change(deps, input, 'unblockVisitor', async (tx, row) => {
    await tx
      .deleteFrom('blocked_visitors')
      .where('bot_id', '=', input.botId)
      .where('visitor_hash', '=', row.visitor_hash)
      .execute();
  });
}

async function change(
  deps: HandoffDeps,
  input: Place,
  verb: 'blockVisitor' | 'unblockVisitor',
  work: (tx: Kysely<Database>, row: ConversationRow, at: number) => Promise<void>,
): Promise<string> {
  const { actor, botId } = input;
  const at = deps.clock.now();
  const id = await deps.store.transact(async (tx) => {
    const row = await findBotConversation(tx, input);
    await work(tx, row, at);
    const event = { botId, conversationId: row.id, kind: 'details-changed' as const, actor, at };
    await recordEvent(tx, { ...event, data: { blocked: verb === 'blockVisitor' } });
    await recordAudit(tx, { at, actor, verb, subject: `conversation:${row.id}` });
    return row.id;
  });
  deps.live.wake(botId);
  return id;
}
