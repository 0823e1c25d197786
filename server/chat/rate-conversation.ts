import { redactPersonalData } from '../base/index.ts';
import { recordEvent } from '../handoff/index.ts';
import { getConversationRow } from './find-conversation.ts';
import type { ChatDeps, Visitor } from './types.ts';

export type RateConversationInput = { visitor: Visitor; id: string; score: number; comment: string };

/** How content a visitor was, 1 to 5, with words from which personal data is taken out; again replaces it. @throws AppError `not_found` */
export async function rateConversation(
  { store, clock, live }: Pick<ChatDeps, 'store' | 'clock' | 'live'>,
  { visitor, id, score, comment }: RateConversationInput,
): Promise<void> {
  const at = clock.now();
  const botId = await store.transact(async (tx) => {
    const row = await getConversationRow(tx, visitor, id);
    const rating = { score, comment: redactPersonalData(comment.trim()), updated_at: at };
    await tx
      .insertInto('conversation_ratings')
      .values({ conversation_id: row.id, bot_id: row.bot_id, ...rating, created_at: at })
      .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet(rating))
      .execute();
    const place = { botId: row.bot_id, conversationId: row.id };
    await recordEvent(tx, {
      ...place,
      kind: 'details-changed',
      actor: 'visitor',
      data: { rating: score },
      at,
    });
    return row.bot_id;
  });
  live.wake(botId);
}
