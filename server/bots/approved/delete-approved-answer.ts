import { recordAudit } from '../../audit/index.ts';
import { AppError } from '../../base/index.ts';
import type { BotDeps } from '../bot.ts';
import { contentOf } from './approved-answer.ts';

/** @throws AppError `not_found` */
export async function deleteApprovedAnswer(
  { store, clock }: BotDeps,
  { actor, botId, approvedAnswerId }: { actor: string; botId: string; approvedAnswerId: string },
): Promise<void> {
  await store.transact(async (tx) => {
    const gone = await tx
      .deleteFrom('approved_answers')
      .where('id', '=', approvedAnswerId)
      .where('bot_id', '=', botId)
      .returningAll()
      .executeTakeFirst();
    if (!gone) {
      throw new AppError('not_found', 'There is no such approved answer. Load the list again.');
    }
    const details = { approvedAnswerId };
    await recordAudit(tx, {
      at: clock.now(),
      actor,
      verb: 'deleteApprovedAnswer',
      subject: `bot:${botId}`,
      details,
      before: contentOf(gone),
    });
  });
}
