import { AppError, redactPersonalData } from '../base/index.ts';
import { getBot } from '../bots/index.ts';
import type { FeedbackRequest } from '../contract/index.ts';
import { assertNotBlocked, botMaySpeak } from '../handoff/index.ts';
import { getConversationRow } from './find-conversation.ts';
import { followDislike, forgetDislike } from './follow-triggers.ts';
import { stopAnswer } from './request-person.ts';
import type { ChatDeps, Visitor } from './types.ts';

export type RateReplyInput = FeedbackRequest & { visitor: Visitor; id: string; messageId: string };

/**
 * Keeps a visitor's thumb on a reply in their own conversation; a second one replaces the first, `none` takes it back. Several
 * thumbs down offer or call a person, as the bot's settings say.
 * @throws AppError `not_found`, also for a message that is no finished reply; `forbidden` for a visitor who is blocked
 */
export async function rateReply(
  deps: Pick<ChatDeps, 'store' | 'clock' | 'live' | 'turns'>,
  { visitor, id, messageId, verdict, reason, comment }: RateReplyInput,
): Promise<void> {
  const conversation = await getConversationRow(deps.store.db, visitor, id);
  const bot = await getBot(deps, conversation.bot_id);
  const at = deps.clock.now();
  const moved = await deps.store.transact(async (tx) => {
    await assertNotBlocked(tx, { botId: conversation.bot_id, visitorHash: visitor.hash });
    const message = await tx
      .selectFrom('messages')
      .select('id')
      .where('id', '=', messageId)
      .where('conversation_id', '=', conversation.id)
      .where('role', '=', 'assistant')
      .where('status', '!=', 'streaming')
      .executeTakeFirst();
    if (!message) throw new AppError('not_found', 'There is no such reply in this conversation to rate.');
    const isDown = verdict === 'down';
    const before = await tx
      .selectFrom('feedback')
      .select('verdict')
      .where('message_id', '=', messageId)
      .executeTakeFirst();
    if (before?.verdict === 'down' && !isDown) await forgetDislike(tx, conversation.id);
    if (verdict === 'none') {
      await tx.deleteFrom('feedback').where('message_id', '=', messageId).execute();
      return undefined;
    }
    const words = isDown ? redactPersonalData(comment?.trim() ?? '') : '';
    const said = {
      verdict,
      reason: isDown ? (reason ?? null) : null,
      comment: words || null,
      updated_at: at,
    };
    await tx
      .insertInto('feedback')
      .values({
        message_id: messageId,
        bot_id: conversation.bot_id,
        conversation_id: conversation.id,
        ...said,
        created_at: at,
      })
      .onConflict((conflict) => conflict.column('message_id').doUpdateSet(said))
      .execute();
    if (!isDown || before?.verdict === 'down') return undefined;
    return await followDislike(tx, await getConversationRow(tx, visitor, id), { bot, at });
  });
  deps.live.wake(conversation.bot_id);
  if (moved && !botMaySpeak(moved.state)) await stopAnswer(deps, moved.id);
}
