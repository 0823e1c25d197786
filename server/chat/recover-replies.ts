import type { ChatDeps } from './types.ts';

/**
 * After a crash: replies left `streaming` become `failed`, with what had been shown. Only the serving process may
 * call it, before it takes the first message.
 * @returns how many there were
 */
export async function recoverReplies(deps: Pick<ChatDeps, 'store' | 'log'>): Promise<number> {
  const result = await deps.store.db
    .updateTable('messages')
    .set({ status: 'failed' })
    .where('status', '=', 'streaming')
    .executeTakeFirst();
  const count = Number(result.numUpdatedRows);
  if (count > 0) deps.log.warn('replies-recovered', { count });
  return count;
}
