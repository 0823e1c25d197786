import { recordAudit } from '../../audit/index.ts';
import { AppError } from '../../base/index.ts';
import { isUniqueViolation } from '../../store/index.ts';
import type { KnowledgeDeps } from '../types.ts';
import { wordConflict } from './create-own-word.ts';
import { contentOf, type OwnWord, type OwnWordContent, ownWordColumns, ownWordFromRow } from './own-word.ts';
import { raiseWordsVersion } from './raise-words-version.ts';

export type UpdateOwnWordInput = {
  actor: string;
  botId: string;
  wordId: string;
  changes: Partial<OwnWordContent>;
  expectedVersion: number;
};

/** @throws AppError `not_found`, `bad_request` in a sentence, `conflict` when somebody else saved in between or said the same */
export async function updateOwnWord(
  { store, clock }: Pick<KnowledgeDeps, 'store' | 'clock'>,
  { actor, botId, wordId, changes, expectedVersion }: UpdateOwnWordInput,
): Promise<OwnWord> {
  let customersSay = '';
  const change = store.transact(async (tx) => {
    await raiseWordsVersion(tx, botId);
    const rows = tx.selectFrom('own_words').selectAll().where('id', '=', wordId);
    const before = await rows.where('bot_id', '=', botId).executeTakeFirst();
    if (!before) throw noSuchWord();
    if (expectedVersion !== before.version) {
      throw new AppError('conflict', 'Somebody else has changed this entry. Load it again, then change it.');
    }
    const at = clock.now();
    const columns = ownWordColumns({ ...contentOf(before), ...changes });
    customersSay = columns.customers_say;
    const row = await tx
      .updateTable('own_words')
      .set({ ...columns, version: before.version + 1, updated_at: at })
      .where('id', '=', wordId)
      .returningAll()
      .executeTakeFirstOrThrow();
    await recordAudit(tx, {
      at,
      actor,
      verb: 'updateOwnWord',
      subject: `bot:${botId}`,
      details: { wordId, version: row.version, fields: Object.keys(changes) },
      before: contentOf(before),
      after: contentOf(row),
    });
    return ownWordFromRow(row);
  });
  return await change.catch((thrown: unknown) => {
    throw isUniqueViolation(thrown) ? wordConflict(customersSay, thrown) : thrown;
  });
}

export function noSuchWord(): AppError {
  return new AppError('not_found', 'There is no such entry. Load the list again.');
}
