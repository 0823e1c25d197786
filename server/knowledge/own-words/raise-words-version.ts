import type { Kysely } from 'kysely';
import { AppError } from '../../base/index.ts';
import type { Database } from '../../store/index.ts';
import { MAX_OWN_WORDS } from './own-word.ts';

/**
 * Marks, inside the transaction of the change and before it, that a bot's own words change: the next question reads them anew.
 * Whoever changes them at the same time waits.
 * @throws AppError `not_found`
 */
export async function raiseWordsVersion(tx: Kysely<Database>, botId: string): Promise<void> {
  const raised = await tx
    .updateTable('bots')
    .set((e) => ({ words_version: e('words_version', '+', 1) }))
    .where('id', '=', botId)
    .where('arriving_since', 'is', null)
    .where('leaving_since', 'is', null)
    .executeTakeFirst();
  if (raised.numUpdatedRows === 0n) throw new AppError('not_found', 'There is no such bot. Check its id.');
}

/** @throws AppError `bad_request` when so many more would be too many */
export async function requireRoomForWords(tx: Kysely<Database>, botId: string, more: number): Promise<void> {
  if (more === 0) return;
  const query = tx.selectFrom('own_words').select((e) => e.fn.countAll().as('count'));
  const { count } = await query.where('bot_id', '=', botId).executeTakeFirstOrThrow();
  if (Number(count) + more <= MAX_OWN_WORDS) return;
  throw new AppError(
    'bad_request',
    `A bot takes at most ${MAX_OWN_WORDS} entries of what customers call things, and it would have ${Number(count) + more}. Delete some first.`,
  );
}
