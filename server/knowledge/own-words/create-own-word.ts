import { recordAudit } from '../../audit/index.ts';
import { AppError, newId } from '../../base/index.ts';
import { isUniqueViolation } from '../../store/index.ts';
import type { KnowledgeDeps } from '../types.ts';
import { alreadyThere, contentOf, type OwnWord, ownWordColumns, ownWordFromRow } from './own-word.ts';
import { raiseWordsVersion, requireRoomForWords } from './raise-words-version.ts';

export type CreateOwnWordInput = {
  actor: string;
  botId: string;
  /** A word or a short phrase, in any language. */
  customersSay: string;
  pagesSay: readonly string[];
  note?: string;
};

/**
 * Says what customers call something that the pages call otherwise; it holds from the next question on.
 * @throws AppError `not_found`, `bad_request` in a sentence, `conflict` when there is an entry for it already
 */
export async function createOwnWord(
  { store, clock }: Pick<KnowledgeDeps, 'store' | 'clock'>,
  { actor, botId, customersSay, pagesSay, note = '' }: CreateOwnWordInput,
): Promise<OwnWord> {
  const at = clock.now();
  const row = {
    id: newId('word'),
    bot_id: botId,
    ...ownWordColumns({ customersSay, pagesSay: [...pagesSay], note }),
    added_by: actor,
    version: 1,
    created_at: at,
    updated_at: at,
  };
  await store
    .transact(async (tx) => {
      await raiseWordsVersion(tx, botId);
      await requireRoomForWords(tx, botId, 1);
      await tx.insertInto('own_words').values(row).execute();
      const entry = { at, actor, verb: 'createOwnWord', subject: `bot:${botId}` };
      await recordAudit(tx, { ...entry, details: { wordId: row.id }, after: contentOf(row) });
    })
    .catch((thrown: unknown) => {
      throw isUniqueViolation(thrown) ? wordConflict(row.customers_say, thrown) : thrown;
    });
  return ownWordFromRow(row);
}

export function wordConflict(customersSay: string, cause: unknown): AppError {
  return new AppError('conflict', alreadyThere(customersSay), { cause });
}
