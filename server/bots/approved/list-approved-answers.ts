import type { Store } from '../../store/index.ts';
import { type ApprovedAnswer, approvedFromRow } from './approved-answer.ts';

/** Those of a bot, most said first. */
export async function listApprovedAnswers(
  { store }: { store: Pick<Store, 'db'> },
  { botId }: { botId: string },
): Promise<ApprovedAnswer[]> {
  const rows = await store.db
    .selectFrom('approved_answers')
    .selectAll()
    .where('bot_id', '=', botId)
    .orderBy('hits', 'desc')
    .orderBy('question')
    .execute();
  return rows.map(approvedFromRow);
}

/** Ids and versions of those that may be said at a time: what a turn must know to tell that nothing has changed. */
export async function listApprovedVersions(
  { store }: { store: Store },
  { botId, at }: { botId: string; at: number },
): Promise<Pick<ApprovedAnswer, 'id' | 'version'>[]> {
  return await store.db
    .selectFrom('approved_answers')
    .select(['id', 'version'])
    .where('bot_id', '=', botId)
    .where('enabled', '=', 1)
    .where((query) => query.or([query('expires_at', 'is', null), query('expires_at', '>', at)]))
    .execute();
}
