import { recordAudit } from '../../audit/index.ts';
import type { KnowledgeDeps } from '../types.ts';
import { contentOf } from './own-word.ts';
import { raiseWordsVersion } from './raise-words-version.ts';
import { noSuchWord } from './update-own-word.ts';

/** @throws AppError `not_found` */
export async function deleteOwnWord(
  { store, clock }: Pick<KnowledgeDeps, 'store' | 'clock'>,
  { actor, botId, wordId }: { actor: string; botId: string; wordId: string },
): Promise<void> {
  await store.transact(async (tx) => {
    await raiseWordsVersion(tx, botId);
    const gone = await tx
      .deleteFrom('own_words')
      .where('id', '=', wordId)
      .where('bot_id', '=', botId)
      .returningAll()
      .executeTakeFirst();
    if (!gone) throw noSuchWord();
    await recordAudit(tx, {
      at: clock.now(),
      actor,
      verb: 'deleteOwnWord',
      subject: `bot:${botId}`,
      details: { wordId },
      before: contentOf(gone),
    });
  });
}
