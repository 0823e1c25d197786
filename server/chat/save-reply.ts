import type { AnswerEvent } from '../answering/index.ts';
import { countApprovedHit } from '../bots/index.ts';
import type { MessagePart } from '../contract/index.ts';
import { textOf } from './message-parts.ts';
import type { ChatDeps } from './types.ts';

type Finished = Extract<AnswerEvent, { type: 'finished' }>;

/** Keeps what the visitor has seen so far. */
export async function saveShown(
  deps: Pick<ChatDeps, 'store'>,
  replyId: string,
  parts: readonly MessagePart[],
  status: 'streaming' | 'failed' | 'stopped',
): Promise<void> {
  await deps.store.db
    .updateTable('messages')
    .set({ parts: JSON.stringify(parts), text: textOf(parts), status })
    .where('id', '=', replyId)
    .execute();
}

/** The reply, its passport and the conversation's state: all or nothing. */
export async function finishReply(
  deps: Pick<ChatDeps, 'store' | 'clock'>,
  reply: { conversationId: string; replyId: string; botId: string },
  result: { turnId: string; event: Finished; parts: readonly MessagePart[] },
): Promise<void> {
  const { event, parts } = result;
  await deps.store.transact(async (tx) => {
    await tx
      .updateTable('messages')
      .set({ parts: JSON.stringify(parts), text: event.text, status: 'complete' })
      .where('id', '=', reply.replyId)
      .execute();
    await tx
      .insertInto('turns')
      .values({
        id: result.turnId,
        conversation_id: reply.conversationId,
        bot_id: reply.botId,
        message_id: reply.replyId,
        kind: event.passport.kind,
        passport: JSON.stringify(event.passport),
        created_at: deps.clock.now(),
      })
      .execute();
    const { approved } = event.passport;
    if (approved !== undefined) {
      await countApprovedHit(tx, { approvedAnswerId: approved.id, at: deps.clock.now() });
    }
    if (!event.offerPerson) return;
    await tx
      .updateTable('conversations')
      .set({ state: 'offered' })
      .where('id', '=', reply.conversationId)
      .where('state', '=', 'bot')
      .execute();
  });
}
